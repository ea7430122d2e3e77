import type { AssetUrls } from '../assets.js';
import type { CaptureChain } from '../capture/capture-chain.js';
import type { CaptureCounts } from '../capture/transport/capture-ends.js';
import type { Transport } from '../capture/transport/transport.js';
import type { DetectionChange } from '../decisions/detection.js';
import { checkThresholdsOf, type Thresholds } from '../decisions/thresholds.js';
import { PinnaErrorCode, type PinnaError } from '../errors.js';
import { HeardFrames } from '../engine/heard-frames.js';
import type { Interruption } from '../capture/sources/interruption.js';
import type { ResolvedListenerOptions } from './listener-options.js';
import { listen } from '../lifetime/listen.js';
import { Retries } from '../lifetime/retries.js';
import { pause } from '../lifetime/timers.js';
import { within } from '../lifetime/waiting.js';
import type { KeptSound, Loaded, LoadRequest, StepReport, WorkerStatus } from '../worker/contract.js';
import { WorkerClient, type ReportHandlers } from '../worker/page/worker-client.js';
import type { ClosedChain } from './capture-supervisor.js';
import { OpenDetections } from './open-detections.js';
import { SampleAccount } from '../capture/transport/sample-account.js';

interface AnalysisSupervisorOptions {
  readonly assets: AssetUrls;
  readonly options: ResolvedListenerOptions;
  /** Ends the care for workers that fail. */
  readonly signal: AbortSignal;
  /** The chain that sound comes from, while there is one. */
  readonly chain: () => CaptureChain | undefined;
  /**
   * Called with the worker's reports, the last status included. A detection also ends when the worker that began it cannot
   * report its end any more.
   */
  readonly on: Required<ReportHandlers>;
  readonly onInterrupted: (cause: Interruption | undefined) => void;
  /** It cannot continue. */
  readonly onEnded: (error: PinnaError) => void;
}

/** How long the worker may take to compute what is in transit when a session closes, milliseconds. */
const STOP_LIMIT = 3000;
/** How many pings a worker at work may leave unanswered, one a second. */
const PATIENCE = 8;
/** How often in a row a worker is started again before the session gives up. */
const MOST_RESTARTS = 5;
/** Frames after which the scores' memory of the past has faded, 20 s; the network's state is kept itself. */
const PRIMING_FRAMES = 1000;
/** Errors that another worker may not have. */
const RESTARTABLE: ReadonlySet<PinnaErrorCode> = new Set([
  PinnaErrorCode.WorkerFailed,
  PinnaErrorCode.NoBackend,
  PinnaErrorCode.ModelMissing,
]);

/** Keeps a session's sound analysed: a worker that fails is replaced by one that knows what was heard. Main thread. */
export class AnalysisSupervisor {
  readonly #given: AnalysisSupervisorOptions;

  /** Of every transport of the session. */
  readonly account = new SampleAccount();
  readonly #detections = new OpenDetections();
  readonly #restarts = new Retries();
  /** Every worker that was asked for; terminating one twice does no harm. */
  readonly #workers = new Set<WorkerClient>();
  /** Absent while it is started again. */
  #worker: WorkerClient | undefined;
  #loaded!: Loaded;
  #heard!: HeardFrames;
  #heardUntil = 0;
  /** Counts the transports that a worker was given. */
  #attachments = 0;
  #attached: Transport | undefined;
  /** A worker has failed: the next one is told what had been heard. */
  #hasFailed = false;
  #isClosing = false;

  constructor(given: AnalysisSupervisorOptions) {
    this.#given = given;
  }

  /** Once `load` has resolved. */
  get loaded(): Loaded {
    return this.#loaded;
  }

  /** Loads a worker. @throws PinnaError; the signal's reason */
  async load(signal: AbortSignal): Promise<void> {
    const { model, wasm, webgpu, worker: url } = this.#given.assets;
    const { backend, stepFrames } = this.#given.options;
    // Whatever made a worker fail, the next one is free to avoid it.
    const request: LoadRequest = {
      model,
      wasm,
      webgpu,
      backend: this.#hasFailed ? 'auto' : backend,
      stepFrames,
    };
    const worker: WorkerClient = new WorkerClient({
      url,
      sharedAs: JSON.stringify(request),
      on: {
        ...this.#given.on,
        frames: (report) => this.#follow(report),
        detection: (change) => this.#decided(change),
        status: (status) => this.#count(status),
        backend: (backend) => {
          this.#loaded = { ...this.#loaded, backend };
          this.#given.on.backend(backend);
        },
      },
      onFailure: (error) => {
        if (this.#worker === worker) void this.#restart(error);
      },
    });
    this.#workers.add(worker);
    const unlisten = listen(signal, 'abort', () => worker.terminate());
    try {
      this.#loaded = await worker.ask('load', request);
      worker.patience = PATIENCE;
      this.#worker = worker;
      this.#heard ??= new HeardFrames(this.#loaded.model.features.bands, PRIMING_FRAMES);
    } catch (error) {
      worker.terminate();
      signal.throwIfAborted();
      throw error;
    } finally {
      unlisten();
    }
  }

  /** Hands the chain to the worker once both are there. */
  attach(): void {
    const worker = this.#worker;
    const chain = this.#given.chain();
    if (!worker || !chain || this.#attached === chain.transport) return;
    const { keepSeconds, thresholds, descriptors } = this.#given.options;
    const { handle, transfer } = chain.transport.worker;
    this.#attached = chain.transport;
    worker.tell(
      'attach',
      {
        attachment: ++this.#attachments,
        sampleRate: chain.sampleRate,
        transport: handle,
        origin: chain.origin,
        heard: this.#hasFailed ? { steps: this.#heard.steps, lastId: this.#detections.lastId } : undefined,
        keepSeconds,
        thresholds,
        descriptors,
      },
      transfer,
    );
  }

  /** The chain has been closed: what no worker has seen of it is lost. */
  retired(chain: CaptureChain, counts: CaptureCounts | undefined): void {
    if (this.#attached !== chain.transport) this.account.lost(++this.#attachments, counts?.captured);
  }

  /** Decides by other thresholds from the next step on. @throws PinnaError `bad-option`; nothing has changed then */
  setThresholds(thresholds: Thresholds): void {
    checkThresholdsOf(this.loaded.model.heads, thresholds);
    this.#worker?.tell('thresholds', thresholds); // the next worker is told when it is attached
  }

  /** The option `descriptors` has changed; the next worker is told when it is attached. */
  describe(): void {
    this.#worker?.tell('describe', this.#given.options.descriptors);
  }

  /** What is kept of a stretch, seconds on the session's clock. @throws PinnaError when the worker has ended */
  async recall(from: number, to: number): Promise<KeptSound | undefined> {
    const worker = this.#worker;
    if (this.#given.options.keepSeconds === 0 || !worker) return undefined;
    return worker.ask('recall', { from, to });
  }

  /**
   * Waits until what is in transit is computed, and ends the worker, and its memory with it.
   * @returns all sound that was kept
   */
  async drain({ chain, counts }: ClosedChain): Promise<KeptSound | undefined> {
    this.#isClosing = true;
    let hasAnswered = false;
    const ending = async () => {
      const status = await this.#worker?.ask('stop', null);
      hasAnswered = status !== undefined;
      if (status) this.#count(status);
      return this.recall(-Infinity, Infinity);
    };
    const sound = await within(STOP_LIMIT, ending()).catch(() => undefined);
    // A worker that is cut off in the middle of a step, or was not there, leaves the rest uncomputed.
    if (!hasAnswered && chain && counts) {
      if (this.#attached === chain.transport) this.account.lost(this.#attachments, counts.captured);
      else this.retired(chain, counts);
    }
    return sound;
  }

  /** Ends every worker, also one that still loads. */
  terminate(): void {
    this.#isClosing = true;
    for (const worker of this.#workers) worker.terminate();
  }

  /** The worker has failed: another one goes on with what this one had heard. */
  async #restart(error: PinnaError): Promise<void> {
    const { signal, chain, onInterrupted, onEnded, on } = this.#given;
    const { failures, delay } = this.#restarts.next(performance.now());
    if (this.#isClosing || failures > MOST_RESTARTS || !RESTARTABLE.has(error.code)) {
      if (!this.#isClosing) onEnded(error);
      return;
    }
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#hasFailed = true;
    onInterrupted('analysis');
    for (const change of this.#detections.endAll(this.#heardUntil)) on.detection(change);
    const orphan = chain();
    if (orphan && this.#attached === orphan.transport) {
      const attachment = this.#attachments;
      const counts = await orphan.renewTransport();
      this.account.lost(attachment, counts?.captured);
    }
    await pause(delay);
    if (this.#isClosing) return;
    try {
      await this.load(signal);
      onInterrupted(undefined);
      this.attach();
    } catch (cause) {
      if (!signal.aborted) await this.#restart(cause as PinnaError);
    }
  }

  #follow(report: StepReport): void {
    const { time, features, scores, state } = report;
    this.#heard.add({ time, features, state });
    this.#heardUntil = time + scores.frames * this.#loaded.model.features.hopSeconds;
    this.#given.on.frames(report);
  }

  #decided(change: DetectionChange): void {
    this.#detections.follow(change);
    this.#given.on.detection(change);
  }

  #count(status: WorkerStatus): void {
    if (status.attachment > 0) this.account.told(status.attachment, status.samples);
    this.#given.on.status(status);
  }
}
