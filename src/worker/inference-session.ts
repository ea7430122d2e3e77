import * as tf from '@tensorflow/tfjs-core';
import { Engine, type EngineOptions } from '../engine';
import { replaceBackend, selectBackend } from '../model/backends';
import { fetchModel } from '../model/fetch-model';
import type { Model } from '../model/model';
import type { StreamingNetwork } from '../model/streaming-network';
import type { LoadWebgpu } from '../model/webgpu-backend';
import { CaptureRun } from './capture-run';
import { ClipSession, type ClipRequest } from './clip-session';
import type {
  AttachMessage,
  FromWorker,
  LoadMessage,
  RecallMessage,
  ThresholdsMessage,
  WorkerStatus,
} from './protocol';
import { SoundMemory } from './sound-memory';

/** How long the end of a capture is waited for before it is cut off, milliseconds. */
const DRAIN_LIMIT = 1000;
const NOTHING_HEARD: WorkerStatus = {
  attachment: 0,
  millisecondsPerStep: 0,
  cost: 0,
  samples: { captured: 0, processed: 0, dropped: 0 },
  level: -Infinity,
  peak: 0,
  tensors: 0,
};

/** One model on one backend, and the capture that feeds it. Worker thread. */
export class InferenceSession {
  private run: CaptureRun | undefined;
  private engine: Engine | undefined;
  private clip: ClipSession | undefined;
  private memory: SoundMemory | undefined;
  private memoryRate = 0;
  /** Settles when every capture so far has come to its end. */
  private running: Promise<void> = Promise.resolve();

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

  /** Whether the backend has been at one step for so long that it will not answer. */
  get isStuck(): boolean {
    return this.run?.isStuck ?? false;
  }

  /**
   * Computes whatever the capture delivers until it closes, after what the one before has left.
   * @throws PinnaError `unsupported-sample-rate`
   */
  async attach(message: AttachMessage): Promise<void> {
    this.running = this.follow(message, this.run, this.running);
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
    const limit = setTimeout(() => this.run?.cutOff(), DRAIN_LIMIT);
    try {
      await this.running;
    } finally {
      clearTimeout(limit);
      this.network.dispose();
      this.post({ type: 'stopped', ...(this.run?.status() ?? NOTHING_HEARD), tensors: tf.memory().numTensors });
    }
  }

  private async follow(message: AttachMessage, before: CaptureRun | undefined, ending: Promise<void>): Promise<void> {
    const limit = setTimeout(() => before?.cutOff(), DRAIN_LIMIT);
    await ending;
    clearTimeout(limit);
    const { sampleRate, keepSeconds, thresholds, heard } = message;
    let heardUntil = before?.heardUntil;
    if (!this.engine) {
      this.engine = new Engine({
        ...this.engineOptions(sampleRate),
        adaptive: true,
        thresholds,
        lastId: heard?.lastId,
      });
      await this.engine.prime(heard?.steps ?? []);
      const last = heard?.steps.at(-1);
      const { bands, hopSeconds } = this.model.manifest.features;
      if (last) heardUntil = last.time + (last.features.length / bands) * hopSeconds;
    }
    const { engine, post } = this;
    engine.retune(sampleRate);
    if (keepSeconds > 0 && sampleRate !== this.memoryRate) this.memory = new SoundMemory(keepSeconds, sampleRate);
    this.memoryRate = sampleRate;
    this.run = new CaptureRun(message, { engine, memory: this.memory, heardUntil, post });
    await this.run.toEnd();
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
    const lost = this.network;
    const { stepFrames, wasm } = this.options;
    const { network, report } = await replaceBackend(this.model, { stepFrames, wasm });
    this.network = network;
    this.isOnGpu = false;
    this.post({ type: 'backend', backend: report });
    // What its driver makes of that is no longer of interest.
    try {
      lost.dispose();
    } catch {
      // Its buffers went with it.
    }
    return network;
  }
}
