import * as tf from '@tensorflow/tfjs-core';
import type { CaptureReader } from '../../capture/transport/capture-reader.js';
import { openReader } from '../../capture/transport/open-reader.js';
import type { Engine, EngineStep } from '../../engine/engine.js';
import { LevelMeter } from './level-meter.js';
import { nextTask } from '../../lifetime/next-task.js';
import type { AttachMessage, FromWorker, WorkerStatus } from '../contract.js';
import type { SoundMemory } from './sound-memory.js';

/** Between two status messages, milliseconds. */
const STATUS_INTERVAL = 250;
/** The longest stretch without a look at the event loop while catching up, milliseconds. */
const YIELD_AFTER = 30;
/** When nothing has arrived for so long, what is on has ended, milliseconds. */
const REST = 2000;
/** A step that takes so long does not end by itself, milliseconds. */
const STUCK = 5000;
/** Slack for seconds in floating point; a sample at 192 kHz takes five times as long. */
const ROUNDING = 1e-6;

interface CaptureRunOptions {
  readonly engine: Engine;
  readonly memory: SoundMemory | undefined;
  /** Where the engine has come to, seconds; undefined before its first sample. */
  readonly heardUntil: number | undefined;
  readonly post: (message: FromWorker, transfer?: Transferable[]) => void;
}

/** One capture, from its first sample to its end: what it delivers goes through the engine. Worker thread. */
export class CaptureRun {
  /** Where the engine has come to, seconds on the session's clock. */
  heardUntil: number | undefined;
  private readonly reader: CaptureReader;
  private readonly meter = new LevelMeter();
  private processed = 0;
  private isCutOff = false;
  private stepBegan: number | undefined;
  /** The end of what was on, when nothing arrives. */
  private resting: Promise<void> | undefined;
  private lastStatus: WorkerStatus | undefined;
  /** Since the last status. */
  private interval = { began: performance.now(), busy: 0, steps: 0, stepMilliseconds: 0, processed: 0 };

  constructor(
    private readonly attached: AttachMessage,
    private readonly options: CaptureRunOptions,
  ) {
    this.reader = openReader(attached.transport);
    this.heardUntil = options.heardUntil;
    const { steps, milliseconds } = options.engine.timing;
    this.interval = { ...this.interval, steps, stepMilliseconds: milliseconds };
  }

  /** Whether it has been at one step for so long that it will not come back. */
  get isStuck(): boolean {
    return this.stepBegan !== undefined && performance.now() - this.stepBegan > STUCK;
  }

  /** Computes whatever the capture delivers until it closes. */
  async toEnd(): Promise<void> {
    try {
      await this.readAll();
      await this.flush();
    } finally {
      this.postStatus();
      this.reader.dispose();
    }
  }

  /** Leaves alone what has not been read, and counts it as dropped. */
  cutOff(): void {
    this.isCutOff = true;
    this.reader.dispose();
  }

  status(): WorkerStatus {
    const { interval } = this;
    const { timing } = this.options.engine;
    const steps = timing.steps - interval.steps;
    const seconds = (this.processed - interval.processed) / this.attached.sampleRate;
    const { captured, dropped } = this.reader.counts();
    this.lastStatus = {
      attachment: this.attached.attachment,
      millisecondsPerStep:
        steps > 0
          ? (timing.milliseconds - interval.stepMilliseconds) / steps
          : (this.lastStatus?.millisecondsPerStep ?? 0),
      cost: seconds > 0 ? interval.busy / 1000 / seconds : (this.lastStatus?.cost ?? 0),
      // What a backend too slow for real time has not got to when it is cut off is dropped, and counted as such.
      samples: { captured, dropped: this.isCutOff ? captured - this.processed : dropped, processed: this.processed },
      ...this.meter.take(),
      tensors: tf.memory().numTensors,
    };
    this.interval = {
      began: performance.now(),
      busy: 0,
      steps: timing.steps,
      stepMilliseconds: timing.milliseconds,
      processed: this.processed,
    };
    return this.lastStatus;
  }

  private async readAll(): Promise<void> {
    const { engine, memory } = this.options;
    const { sampleRate, origin } = this.attached;
    /** What is added to positions; known at the first. */
    let shift: number | undefined;
    let yielded = performance.now();
    while (await this.ready()) {
      for (let block = this.reader.read(); block; block = this.reader.read()) {
        const began = performance.now();
        // The session's clock does not go back, however the two captures' clocks lie to each other.
        const earliest = Math.ceil((this.heardUntil ?? -Infinity) * sampleRate - ROUNDING * sampleRate);
        shift ??= Math.max(Math.round(origin * sampleRate), earliest - block.position);
        const position = block.position + shift;
        this.noteGap(position / sampleRate);
        this.meter.add(block.samples);
        memory?.add(block.samples, position);
        const { length } = block.samples;
        this.stepBegan = began;
        const steps = await engine.push(block.samples, position);
        this.stepBegan = undefined;
        this.processed += length;
        this.heardUntil = (position + length) / sampleRate;
        for (const step of steps) this.postStep(step);
        const now = performance.now();
        this.interval.busy += now - began;
        if (now - this.interval.began >= STATUS_INTERVAL) this.postStatus();
        if (now - yielded >= YIELD_AFTER) {
          await nextTask();
          yielded = performance.now();
        }
      }
      yielded = performance.now();
    }
  }

  /** As the reader's; meanwhile, when nothing has come for a while, what is on is ended. */
  private async ready(): Promise<boolean> {
    const timer = setTimeout(() => (this.resting = this.flush()), REST);
    const isReady = await this.reader.ready();
    clearTimeout(timer);
    await this.resting;
    this.resting = undefined;
    return isReady;
  }

  private async flush(): Promise<void> {
    const { steps, changes } = await this.options.engine.flush();
    for (const step of steps) this.postStep(step);
    for (const change of changes) this.options.post({ type: 'detection', ...change });
  }

  private noteGap(to: number): void {
    const from = this.heardUntil;
    if (from !== undefined && to - from > ROUNDING) this.options.post({ type: 'gap', from, to });
  }

  private postStatus(): void {
    this.options.post({ type: 'status', ...this.status() });
  }

  private postStep({ time, features, update, state, descriptors }: EngineStep): void {
    const { post } = this.options;
    for (const change of update.changes) post({ type: 'detection', ...change });
    const arrays = [
      features,
      ...Object.values(update.scores),
      ...(state ?? []),
      ...(descriptors ? [descriptors.rms] : []),
    ];
    post({ type: 'frames', time, features, update, state, descriptors }, [
      ...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer)),
    ]);
  }
}
