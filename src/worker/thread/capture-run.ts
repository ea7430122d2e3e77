import type { CaptureReader } from '../../capture/transport/capture-ends.js';
import { openReader } from '../../capture/transport/open-reader.js';
import type { StepScores } from '../../decisions/decisions.js';
import type { EmbeddingRows } from '../../decisions/embedding-rows.js';
import type { Engine, EngineStep } from '../../engine/engine.js';
import { isClipped } from './clipping.js';
import { LevelMeter } from './level-meter.js';
import { nextTask } from '../../lifetime/next-task.js';
import { timeout } from '../../lifetime/timers.js';
import type { Attachment, Reports, ReportType, WorkerStatus } from '../contract.js';
import type { SoundMemory } from './sound-memory.js';
import { tensorCount } from './tensor-count.js';

/** Interval between two status reports, ms. */
const STATUS_INTERVAL = 250;
/** Longest time without yielding to the event loop while catching up, ms. */
const YIELD_AFTER = 30;
/** Time without samples after which open detections end, ms. */
const IDLE_FLUSH_AFTER = 2000;
/** Duration above which a step counts as stuck, ms. */
const STUCK_AFTER = 5000;
/** Tolerance for rounding, seconds. One sample at 192 kHz is five times as long. */
const ROUNDING = 1e-6;

/** Sends a report to the page. */
export type SendReport = <T extends ReportType>(type: T, report: Reports[T], transfer?: Transferable[]) => void;

interface CaptureRunOptions {
  readonly engine: Engine;
  readonly memory: SoundMemory | undefined;
  /** End of the analysed sound, session time in seconds; undefined before the first sample. */
  readonly analysedUntil: number | undefined;
  readonly report: SendReport;
  /** Receives each block of sound that was clipped, session time in seconds. */
  readonly onClipping: (from: number, to: number) => void;
  /** Receives the smoothed scores of each head after each step; the time of the step's first row is session time in seconds. */
  readonly onScores: (time: number, smoothed: StepScores['smoothed']) => void;
  /** Normalises the embedding of a step for the page; undefined unless it is requested. */
  readonly embedding: (time: number, embedding: Float32Array) => EmbeddingRows | undefined;
}

/** Runs one capture through the engine, from its first sample to its end. Worker thread. */
export class CaptureRun {
  readonly #attachment: Attachment;
  readonly #options: CaptureRunOptions;
  /** End of the analysed sound, session time in seconds. */
  analysedUntil: number | undefined;
  readonly #reader: CaptureReader;
  readonly #meter = new LevelMeter();
  #processed = 0;
  #isCutOff = false;
  #stepBegan: number | undefined;
  /** The flush that ends open detections while no samples arrive. */
  #idleFlush: Promise<void> | undefined;
  #lastStatus: WorkerStatus | undefined;
  /** Measurements since the last status. */
  #interval = { began: performance.now(), busy: 0, steps: 0, stepMilliseconds: 0, processed: 0 };

  constructor(attachment: Attachment, options: CaptureRunOptions) {
    this.#attachment = attachment;
    this.#options = options;
    this.#reader = openReader(attachment.transport);
    this.analysedUntil = options.analysedUntil;
    const { steps, milliseconds } = options.engine.timing;
    this.#interval = { ...this.#interval, steps, stepMilliseconds: milliseconds };
  }

  /** Whether the current step has taken longer than `STUCK_AFTER`. */
  get isStuck(): boolean {
    return this.#stepBegan !== undefined && performance.now() - this.#stepBegan > STUCK_AFTER;
  }

  /** Computes the samples of the capture until it closes. */
  async toEnd(): Promise<void> {
    try {
      await this.#readAll();
      await this.#flush();
    } finally {
      this.#postStatus();
      this.#reader.dispose();
    }
  }

  /** Stops reading. Samples that have not been read count as dropped. */
  cutOff(): void {
    this.#isCutOff = true;
    this.#reader.dispose();
  }

  /** Returns the status since the last call. */
  status(): WorkerStatus {
    const interval = this.#interval;
    const { timing } = this.#options.engine;
    const steps = timing.steps - interval.steps;
    const seconds = (this.#processed - interval.processed) / this.#attachment.sampleRate;
    const { captured, dropped } = this.#reader.counts();
    this.#lastStatus = {
      attachment: this.#attachment.attachment,
      millisecondsPerStep:
        steps > 0
          ? (timing.milliseconds - interval.stepMilliseconds) / steps
          : (this.#lastStatus?.millisecondsPerStep ?? 0),
      cost: seconds > 0 ? interval.busy / 1000 / seconds : (this.#lastStatus?.cost ?? 0),
      // After a cut-off, samples that were not processed count as dropped.
      samples: { captured, dropped: this.#isCutOff ? captured - this.#processed : dropped, processed: this.#processed },
      ...this.#meter.drain(),
      tensors: tensorCount(),
    };
    this.#interval = {
      began: performance.now(),
      busy: 0,
      steps: timing.steps,
      stepMilliseconds: timing.milliseconds,
      processed: this.#processed,
    };
    return this.#lastStatus;
  }

  async #readAll(): Promise<void> {
    const { engine, memory } = this.#options;
    const { sampleRate, streamStart } = this.#attachment;
    /** Offset from the capture's positions to session time, samples; set at the first block. */
    let shift: number | undefined;
    let yielded = performance.now();
    while (await this.#ready()) {
      for (let block = this.#reader.read(); block; block = this.#reader.read()) {
        const began = performance.now();
        // Session time never goes back, whatever the offset between the two captures' clocks.
        const earliest = Math.ceil((this.analysedUntil ?? -Infinity) * sampleRate - ROUNDING * sampleRate);
        shift ??= Math.max(Math.round(streamStart * sampleRate), earliest - block.position);
        const position = block.position + shift;
        this.#noteGap(position / sampleRate);
        this.#meter.add(block.samples);
        memory?.add(block.samples, position);
        const { length } = block.samples;
        if (isClipped(block.samples)) this.#options.onClipping(position / sampleRate, (position + length) / sampleRate);
        this.#stepBegan = began;
        const steps = await engine.push(block.samples, position);
        this.#stepBegan = undefined;
        this.#processed += length;
        this.analysedUntil = (position + length) / sampleRate;
        for (const step of steps) this.#postStep(step);
        const now = performance.now();
        this.#interval.busy += now - began;
        if (now - this.#interval.began >= STATUS_INTERVAL) this.#postStatus();
        if (now - yielded >= YIELD_AFTER) {
          await nextTask();
          yielded = performance.now();
        }
      }
      yielded = performance.now();
    }
  }

  /** Waits for samples, as the reader's `ready`. If none arrive within `IDLE_FLUSH_AFTER`, ends the open detections. */
  async #ready(): Promise<boolean> {
    const cancel = timeout(IDLE_FLUSH_AFTER, () => {
      this.#idleFlush = this.#flush();
      // An error is thrown below, once; until then it is nobody's, because the reader may wait for long.
      this.#idleFlush.catch(() => undefined);
    });
    const isReady = await this.#reader.ready();
    cancel();
    await this.#idleFlush;
    this.#idleFlush = undefined;
    return isReady;
  }

  async #flush(): Promise<void> {
    const { steps, changes } = await this.#options.engine.flush();
    for (const step of steps) this.#postStep(step);
    for (const change of changes) this.#options.report('detection', change);
  }

  #noteGap(to: number): void {
    const from = this.analysedUntil;
    if (from !== undefined && to - from > ROUNDING) this.#options.report('gap', { from, to });
  }

  #postStatus(): void {
    this.#options.report('status', this.status());
  }

  #postStep(step: EngineStep): void {
    const { time, input, features, update, faders, state, descriptors, harmony } = step;
    const { report } = this.#options;
    const { changes, ...scores } = update;
    const embedding = step.embedding && this.#options.embedding(time, step.embedding);
    this.#options.onScores(time, scores.smoothed);
    for (const change of changes) report('detection', change);
    const arrays = [
      input,
      ...(features ? [features] : []),
      ...Object.values(scores.scores),
      ...Object.values(faders ?? {}),
      ...(state ?? []),
      ...(descriptors ? [descriptors.rms] : []),
      ...(harmony ? [harmony.columns] : []),
      ...(embedding ? [embedding.values] : []),
    ];
    report('frames', { time, input, features, scores, faders, state, descriptors, harmony, embedding }, [
      ...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer)),
    ]);
  }
}
