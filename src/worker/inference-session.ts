import * as tf from '@tensorflow/tfjs-core';
import type { CaptureCounts, CaptureReader } from '../capture/capture-reader';
import { openReader } from '../capture/open-reader';
import { Engine, type EngineOptions, type EngineStep } from '../engine';
import { selectBackend } from '../model/backends';
import { fetchModel } from '../model/fetch-model';
import type { Model } from '../model/model';
import type { StreamingNetwork } from '../model/streaming-network';
import type { LoadWebgpu } from '../model/webgpu-backend';
import { ClipSession, type ClipRequest } from './clip-session';
import { LevelMeter } from './level-meter';
import type {
  AttachMessage,
  FromWorker,
  LoadMessage,
  RecallMessage,
  ThresholdsMessage,
  WorkerStatus,
} from './protocol';
import { SoundMemory } from './sound-memory';

/** Between two status messages, milliseconds. */
const STATUS_INTERVAL = 250;
/** How long a stop waits for the capture to close by itself before it is cut off, milliseconds. */
const DRAIN_LIMIT = 1000;
/** The longest stretch without a look at the event loop while catching up, milliseconds. */
const YIELD_AFTER = 30;

/** A task of its own, so that messages and doorbells that wait get their turn. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** One model on one backend, and the capture that feeds it. Worker thread. */
export class InferenceSession {
  private reader: CaptureReader | undefined;
  private engine: Engine | undefined;
  private clip: ClipSession | undefined;
  private memory: SoundMemory | undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly meter = new LevelMeter();
  private processed = 0;
  private sampleRate = 1;
  private lastStatus: WorkerStatus | undefined;
  /** Since the last status. */
  private interval = { began: 0, busy: 0, steps: 0, stepMilliseconds: 0, processed: 0 };

  private constructor(
    private readonly model: Model,
    private network: StreamingNetwork,
    /** Whether the network is on a GPU, which can be lost. */
    private isOnGpu: boolean,
    private readonly options: LoadMessage,
    private readonly post: (message: FromWorker, transfer?: Transferable[]) => void,
  ) {}

  /**
   * Fetches the model, chooses the backend, and posts `loaded`.
   * @throws PinnaError `model-missing`, `model-corrupt`, `no-backend`, `bad-option`
   */
  static async load(
    message: LoadMessage,
    post: (message: FromWorker, transfer?: Transferable[]) => void,
  ): Promise<InferenceSession> {
    const model = await fetchModel(message.model.manifest, { weightsUrl: message.model.weights });
    const { network, report } = await selectBackend(model, {
      requested: message.backend,
      wasm: message.wasm,
      stepFrames: message.stepFrames,
      gpu: (navigator as { gpu?: GPU }).gpu,
      loadWebgpu: () => import(/* @vite-ignore */ /* webpackIgnore: true */ message.webgpu) as ReturnType<LoadWebgpu>,
    });
    const { name, version, licence, features, heads } = model.manifest;
    const { bands, fMin, fMax, hopSeconds, windowSeconds } = features;
    post({
      type: 'loaded',
      model: { name, version, licence, bands, fMin, fMax, hopSeconds, windowSeconds, heads },
      backend: report,
    });
    return new InferenceSession(model, network, report.backend === 'webgpu', message, post);
  }

  /** Computes whatever the capture delivers until it closes. @throws PinnaError `unsupported-sample-rate`, `bad-option` */
  async attach({ sampleRate, transport, keepSeconds, thresholds }: AttachMessage): Promise<void> {
    this.sampleRate = sampleRate;
    if (keepSeconds > 0) this.memory = new SoundMemory(keepSeconds, sampleRate);
    this.engine = new Engine({ ...this.engineOptions(sampleRate), adaptive: true, thresholds });
    this.reader = openReader(transport);
    this.interval.began = performance.now();
    this.running = this.run(this.engine, this.reader);
    await this.running;
  }

  /** One step of hearing a recording. Calls must not overlap. @throws PinnaError `unsupported-sample-rate` */
  async hearClip(message: ClipRequest): Promise<void> {
    if (message.type === 'open-clip') {
      this.clip = new ClipSession(this.engineOptions(message.sampleRate), message, this.post);
    } else if (message.type === 'clip-samples') {
      await this.clip?.hear(message);
    } else {
      await this.clip?.close();
      this.clip = undefined;
    }
  }

  /** @throws PinnaError `bad-option` */
  setThresholds({ thresholds }: ThresholdsMessage): void {
    this.engine?.setThresholds(thresholds);
  }

  /** Answers with what is kept of a stretch, also after the end. */
  recall({ request, from, to }: RecallMessage): void {
    const sound = this.memory?.cut(from, to);
    this.post({ type: 'recalled', request, sound }, sound ? [sound.samples.buffer] : []);
  }

  /** Drains what is in transit, posts the last results and `stopped`, and frees everything. */
  async stop(): Promise<void> {
    let isCutOff = false;
    const cutOff = setTimeout(() => {
      isCutOff = true;
      this.reader?.dispose();
    }, DRAIN_LIMIT);
    try {
      await this.running;
    } finally {
      clearTimeout(cutOff);
      const { captured, dropped } = this.reader?.counts() ?? { captured: 0, dropped: 0 };
      // What a backend too slow for real time has not got to by then is dropped, and counted as such.
      const counts = { captured, dropped: isCutOff ? captured - this.processed : dropped };
      this.reader?.dispose();
      this.network.dispose();
      this.post({ type: 'stopped', ...this.status(counts) });
    }
  }

  private engineOptions(sampleRate: number): EngineOptions {
    return {
      manifest: this.model.manifest,
      network: this.network,
      sampleRate,
      stepFrames: this.options.stepFrames,
      recover: this.isOnGpu ? () => this.leaveGpu() : undefined,
    };
  }

  /** A network on another backend than the GPU that was lost. @throws PinnaError `no-backend` */
  private async leaveGpu(): Promise<StreamingNetwork> {
    this.network.dispose();
    const { stepFrames, wasm } = this.options;
    const { network, report } = await selectBackend(this.model, { requested: 'auto', stepFrames, wasm });
    this.network = network;
    this.isOnGpu = false;
    const reason = `webgpu was lost while listening; ${report.reason}`;
    this.post({ type: 'backend', backend: { ...report, reason, lost: 'webgpu' } });
    return network;
  }

  private async run(engine: Engine, reader: CaptureReader): Promise<void> {
    let yielded = performance.now();
    while (await reader.ready()) {
      for (let block = reader.read(); block; block = reader.read()) {
        const began = performance.now();
        this.meter.add(block.samples);
        this.memory?.add(block.samples, block.position);
        this.processed += block.samples.length;
        const steps = await engine.push(block.samples, block.position);
        for (const step of steps) this.postStep(step);
        const now = performance.now();
        this.interval.busy += now - began;
        if (now - this.interval.began >= STATUS_INTERVAL)
          this.post({ type: 'status', ...this.status(reader.counts()) });
        if (now - yielded >= YIELD_AFTER) {
          await nextTask();
          yielded = performance.now();
        }
      }
      yielded = performance.now();
    }
    const { steps, changes } = await engine.flush();
    for (const step of steps) this.postStep(step);
    for (const change of changes) this.post({ type: 'detection', ...change });
  }

  private postStep({ time, features, update }: EngineStep): void {
    for (const change of update.changes) this.post({ type: 'detection', ...change });
    const arrays = [features, ...Object.values(update.scores)];
    this.post({ type: 'frames', time, features, update }, [
      ...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer)),
    ]);
  }

  private status(counts: CaptureCounts): WorkerStatus {
    const { interval, engine } = this;
    const steps = (engine?.timing.steps ?? 0) - interval.steps;
    const milliseconds = (engine?.timing.milliseconds ?? 0) - interval.stepMilliseconds;
    const seconds = (this.processed - interval.processed) / this.sampleRate;
    this.lastStatus = {
      millisecondsPerStep: steps > 0 ? milliseconds / steps : (this.lastStatus?.millisecondsPerStep ?? 0),
      cost: seconds > 0 ? interval.busy / 1000 / seconds : (this.lastStatus?.cost ?? 0),
      samples: { ...counts, processed: this.processed },
      ...this.meter.take(),
      tensors: tf.memory().numTensors,
    };
    this.interval = {
      began: performance.now(),
      busy: 0,
      steps: engine?.timing.steps ?? 0,
      stepMilliseconds: engine?.timing.milliseconds ?? 0,
      processed: this.processed,
    };
    return this.lastStatus;
  }
}
