import * as tf from '@tensorflow/tfjs-core';
import { Engine, type EngineOptions } from '../../engine/engine.js';
import type { StreamingNetwork } from '../../model/network/streaming-network.js';
import { CaptureRun } from './capture-run.js';
import { ClipSession, type ClipRequest } from './clip-session.js';
import type { ModelHost } from './model-host.js';
import type {
  AttachMessage,
  DescribeMessage,
  FromWorker,
  RecallMessage,
  ThresholdsMessage,
  WorkerStatus,
} from '../contract.js';
import { SoundMemory } from './sound-memory.js';

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

/** One user of a model: the network's state, and the capture or the recordings that feed it. Worker thread. */
export class InferenceSession {
  private run: CaptureRun | undefined;
  private engine: Engine | undefined;
  private clip: ClipSession | undefined;
  private memory: SoundMemory | undefined;
  private memoryRate = 0;
  /** Whether they are wanted. */
  private descriptors = false;
  private network: StreamingNetwork;
  /** Settles when every capture so far has come to its end. */
  private running: Promise<void> = Promise.resolve();

  /** @param host has loaded */
  constructor(
    private readonly host: ModelHost,
    private readonly stepFrames: number,
    private readonly post: (message: FromWorker, transfer?: Transferable[]) => void,
  ) {
    this.network = host.open();
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
    this.descriptors = message.descriptors;
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

  describe({ wanted }: DescribeMessage): void {
    this.descriptors = wanted;
    this.engine?.describe(wanted);
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

  /** Frees everything at once, whatever is under way. May be called after `stop`. */
  dispose(): void {
    this.run?.cutOff();
    this.network.dispose();
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
        states: true,
        thresholds,
        descriptors: this.descriptors,
        lastId: heard?.lastId,
      });
      await this.engine.prime(heard?.steps ?? []);
      const last = heard?.steps.at(-1);
      const { bands, hopSeconds } = this.host.manifest.features;
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
      manifest: this.host.manifest,
      network: this.network,
      sampleRate,
      stepFrames: this.stepFrames,
      recover: this.host.isOnGpu ? () => this.leaveGpu() : undefined,
    };
  }

  /** @throws PinnaError `no-backend` */
  private async leaveGpu(): Promise<StreamingNetwork> {
    this.network = await this.host.leaveGpu(this.network);
    this.post({ type: 'backend', backend: this.host.report });
    return this.network;
  }
}
