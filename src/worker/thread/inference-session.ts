import type { Thresholds } from '../../decisions/thresholds.js';
import { Engine, type EmbeddingFollower, type EngineOptions } from '../../engine/engine.js';
import type { LiveSelection } from '../../engine/frame-selection.js';
import { timeout } from '../../lifetime/timers.js';
import type { StreamingNetwork } from '../../model/network/streaming-network.js';
import type { TeachingData } from '../../teach/data/teaching-data.js';
import { keptRows } from '../../teach/examples/kept-rows.js';
import type { TaughtHead } from '../../teach/taught-head.js';
import type {
  Attachment,
  ClassBudget,
  ExampleSound,
  FaderLesson,
  FitRequest,
  FittedThreshold,
  HeardExample,
  HeardPicture,
  KeptSound,
  LearnRequest,
  LearntFaders,
  LearntSounds,
  RecordingRequest,
  Rescored,
  TaughtRequest,
  TimeSpan,
  UncertainRequest,
  UncertainStretch,
  WorkerStatus,
} from '../contract.js';
import { CaptureRun, type SendReport } from './capture-run.js';
import { RecordingAnalysis, type PackedResult, type PackedSteps } from './recording-analysis.js';
import type { ModelHost } from './model-host.js';
import { SoundMemory } from './sound-memory.js';
import { Teaching } from './teaching.js';
import { tensorCount } from './tensor-count.js';

/** Time limit for the end of a capture, ms; after that, it is cut off. */
const DRAIN_LIMIT = 1000;
/** Lets the engine compute the embedding. Its steps carry it. */
const READS_EMBEDDING: EmbeddingFollower = () => undefined;
const EMPTY_STATUS: WorkerStatus = {
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
  readonly #host: ModelHost;
  readonly #stepFrames: number;
  readonly #report: SendReport;
  #run: CaptureRun | undefined;
  #engine: Engine | undefined;
  #recording: RecordingAnalysis | undefined;
  #memory: SoundMemory | undefined;
  #memoryRate = 0;
  #selection: LiveSelection = { features: false, descriptors: false, harmony: false, embedding: false };
  /** The thresholds that were set last; undefined before the first ones. */
  #thresholds: Thresholds | undefined;
  /** The head of the taught sounds that were set last; undefined before the first ones. */
  #taught: { readonly head: TaughtHead | undefined } | undefined;
  readonly #teaching: Teaching;
  #keepsFrames = false;
  /** Normalises embeddings for the page; undefined unless they are requested, and until it has loaded. */
  #normalising: Pick<TeachingData, 'normalisation' | 'hash'> | undefined;
  #network: StreamingNetwork;
  /** Settles when all captures so far have ended. */
  #running: Promise<void> = Promise.resolve();

  /** Opens a network of the host's model. @param host a host that has loaded */
  constructor(host: ModelHost, stepFrames: number, report: SendReport) {
    this.#host = host;
    this.#stepFrames = stepFrames;
    this.#report = report;
    this.#network = host.open();
    this.#teaching = new Teaching(host);
  }

  /** Whether the current step has taken too long to count on an answer. */
  get isStuck(): boolean {
    return this.#run?.isStuck ?? false;
  }

  /**
   * Drains the previous capture, then analyses the new one until it closes.
   * @throws PinnaError `unsupported-sample-rate`
   */
  async attach(attachment: Attachment): Promise<void> {
    this.select(attachment);
    this.#running = this.#runCapture(attachment, this.#run, this.#running);
    await this.#running;
  }

  /** Starts a recording. @throws PinnaError `unsupported-sample-rate`, `bad-option`; those of `ModelHost.taughtHead` */
  async openRecording(request: RecordingRequest): Promise<void> {
    const embeddingHead = request.taught && (await this.#host.taughtHead(request.taught));
    this.#recording = new RecordingAnalysis({ ...this.#engineOptions(request.sampleRate), embeddingHead }, request);
  }

  /** Analyses the next samples of the recording. Calls must not overlap. @throws PinnaError `bad-option` */
  async pushRecording(samples: Float32Array): Promise<PackedSteps> {
    return (await this.#recording?.push(samples)) ?? { steps: [], transfer: [] };
  }

  /** Ends the recording. @returns undefined if none was open */
  async closeRecording(): Promise<PackedResult | undefined> {
    const closed = await this.#recording?.close();
    this.#recording = undefined;
    return closed;
  }

  /** Overrides the model's thresholds for live sound. @throws PinnaError `bad-option` */
  setThresholds(thresholds: Thresholds): void {
    this.#engine?.setThresholds(thresholds);
    this.#thresholds = thresholds;
  }

  /**
   * Sets the taught sounds of live sound, and finds them in the frames that are kept.
   * @throws PinnaError those of `ModelHost.taughtHead`
   */
  async setTaught({ set, rescores, lastId }: TaughtRequest): Promise<Rescored | null> {
    const head = set ? await this.#host.taughtHead(set) : undefined;
    this.#taught = { head };
    this.#engine?.setEmbeddingHead(head);
    if (!rescores) return null;
    const lasting = () => this.#engine?.lastingEmbedded ?? [];
    return (await this.#teaching.rescored(head, { thresholds: this.#thresholds ?? {}, lastId, lasting })) ?? null;
  }

  /** Keeps the frames of live sound for teaching from now on, or no longer. @throws PinnaError those of `ModelHost.teaching` */
  async setTeaching(isOn: boolean): Promise<null> {
    this.#keepsFrames = isOn;
    await this.#follow();
    return null;
  }

  /** Cuts or makes an example. @throws PinnaError `not-kept`, `audio-too-short`, `unsupported-sample-rate` */
  example(of: TimeSpan | ExampleSound): Promise<HeardExample> {
    return this.#teaching.example(of);
  }

  /** Returns a stretch for a fader. @throws PinnaError `audio-too-short`, `unsupported-sample-rate` */
  async stretch(of: TimeSpan | ExampleSound): Promise<HeardExample> {
    return this.#teaching.stretch(of);
  }

  /** Returns the kept frames of a time span; null if none are kept. */
  heardPicture(span: TimeSpan): HeardPicture | null {
    return this.#teaching.picture(span) ?? null;
  }

  /** Learns sounds. @throws PinnaError those of `ModelHost.teaching` */
  learn(request: LearnRequest): Promise<LearntSounds> {
    return this.#teaching.learn(request);
  }

  /** Learns faders. @throws PinnaError those of `ModelHost.teaching` */
  learnFaders(lessons: readonly FaderLesson[]): Promise<LearntFaders> {
    return this.#teaching.learnFaders(lessons);
  }

  /** Fits thresholds of built-in classes to budgets. @throws PinnaError `bad-option` for a class that the model lacks */
  async fitClasses(budgets: readonly ClassBudget[]): Promise<readonly FittedThreshold[]> {
    return this.#teaching.fitClasses(budgets);
  }

  /** Fits thresholds to budgets. @throws PinnaError those of `ModelHost.taughtHead` */
  fit(request: FitRequest): Promise<readonly FittedThreshold[]> {
    return this.#teaching.fit(request);
  }

  /** Returns the stretches to ask about. @throws PinnaError those of `ModelHost.taughtHead` */
  uncertain(request: UncertainRequest): Promise<readonly UncertainStretch[]> {
    return this.#teaching.uncertain(request);
  }

  /** Selects the data of later steps of live sound. */
  select({ features, descriptors, harmony, embedding }: LiveSelection): void {
    const before = this.#selection.embedding;
    this.#selection = { features, descriptors, harmony, embedding };
    this.#engine?.select(this.#selection);
    // Without what teaching needs, steps have no embedding; the page notices.
    if (embedding !== before) void this.#follow().catch(() => undefined);
  }

  /** Returns the kept part of a time span, also after `stop`; undefined if none is kept. */
  recall({ from, to }: TimeSpan): KeptSound | undefined {
    return this.#memory?.cut(from, to);
  }

  /** Drains the samples in transit, frees the network and returns the last status. The kept sound stays. */
  async stop(): Promise<WorkerStatus> {
    const cancel = timeout(DRAIN_LIMIT, () => this.#run?.cutOff());
    await this.#running.catch(() => undefined); // `attach` has reported the error
    cancel();
    this.#network.dispose();
    return { ...(this.#run?.status() ?? EMPTY_STATUS), tensors: tensorCount() };
  }

  /** Frees the network at once, even during a step. May be called after `stop`. */
  dispose(): void {
    this.#run?.cutOff();
    this.#network.dispose();
  }

  async #runCapture(attachment: Attachment, before: CaptureRun | undefined, ending: Promise<void>): Promise<void> {
    const cancel = timeout(DRAIN_LIMIT, () => before?.cutOff());
    await ending;
    cancel();
    const { sampleRate, keepSeconds, thresholds, taught, teaching, resume } = attachment;
    if (!this.#engine && !this.#taught) {
      const head = taught && (await this.#host.taughtHead(taught));
      // Other sounds may have been set while this head was loading.
      this.#taught ??= { head };
    }
    let analysedUntil = before?.analysedUntil;
    if (!this.#engine) {
      // Other thresholds may have been set while the head of taught sounds was loading.
      this.#thresholds ??= thresholds;
      this.#engine = new Engine({
        ...this.#engineOptions(sampleRate),
        adaptive: true,
        exportStates: true,
        thresholds: this.#thresholds,
        ...this.#selection,
        lastId: resume?.lastId,
        embeddingHead: this.#taught?.head,
      });
      await this.#engine.prime(resume?.steps ?? []);
      const last = resume?.steps.at(-1);
      const { bands, hopSeconds } = this.#host.manifest.features;
      if (last) analysedUntil = last.time + (last.input.length / bands) * hopSeconds;
    }
    this.#engine.setSampleRate(sampleRate);
    this.#keepsFrames ||= teaching;
    // Analysis does not wait for what teaching needs. If that is missing, the first lesson reports it.
    void this.#follow().catch(() => undefined);
    if (keepSeconds > 0 && sampleRate !== this.#memoryRate) this.#memory = new SoundMemory(keepSeconds, sampleRate);
    this.#memoryRate = sampleRate;
    this.#run = new CaptureRun(attachment, {
      engine: this.#engine,
      memory: this.#memory,
      analysedUntil,
      report: this.#report,
      onClipping: (from, to) => this.#teaching.addClipping(from, to),
      onScores: (time, scores) => this.#teaching.addScores(time, scores),
      embedding: (time, embedding) =>
        this.#normalising && keptRows(this.#normalising, time, embedding, this.#host.rowSeconds),
    });
    await this.#run.toEnd();
  }

  /** Lets teaching follow the engine while frames are kept, and normalises embeddings while the page requests them. */
  async #follow(): Promise<void> {
    if (!this.#engine) return;
    const [keeps, wants] = [this.#keepsFrames, this.#selection.embedding];
    const teaching = keeps ? await this.#teaching.follower() : undefined;
    const data = wants ? await this.#host.teaching() : undefined;
    // If either was turned on or off while the data loaded, that call sets the follower.
    if (keeps !== this.#keepsFrames || wants !== this.#selection.embedding) return;
    this.#normalising = data;
    this.#engine.setFollower(teaching ?? (data && READS_EMBEDDING));
    if (!keeps) this.#teaching.forget();
  }

  #engineOptions(sampleRate: number): EngineOptions {
    return {
      manifest: this.#host.manifest,
      network: this.#network,
      sampleRate,
      stepFrames: this.#stepFrames,
      recover: this.#host.isOnGpu ? () => this.#replaceGpu() : undefined,
    };
  }

  /** Replaces the GPU after a failure, and reports the new backend. @throws PinnaError `no-backend` */
  async #replaceGpu(): Promise<StreamingNetwork> {
    this.#network = await this.#host.replaceGpu(this.#network);
    this.#report('backend', this.#host.report);
    return this.#network;
  }
}
