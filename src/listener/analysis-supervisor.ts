import type { AssetUrls } from '../assets.js';
import type { CaptureChain } from '../capture/capture-chain.js';
import type { CaptureCounts } from '../capture/transport/capture-ends.js';
import type { Transport } from '../capture/transport/transport.js';
import type { DetectionChange } from '../decisions/detection.js';
import { checkLiveThresholds, type Thresholds } from '../decisions/thresholds.js';
import { TAUGHT } from '../decisions/embedding-head.js';
import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { HeadManifest } from '../model/manifest.js';
import { taughtManifest } from '../teach/taught-manifest.js';
import { ReplayBuffer } from '../engine/replay-buffer.js';
import type { Interruption } from '../capture/sources/interruption.js';
import type { ResolvedListenerOptions } from './listener-options.js';
import { listen } from '../lifetime/listen.js';
import { Retries } from '../lifetime/retries.js';
import { pause } from '../lifetime/timers.js';
import { withTimeout } from '../lifetime/waiting.js';
import type {
  TeachingExchanges,
  KeptSound,
  Loaded,
  StepReport,
  TeachingResult,
  TeachingType,
  WorkerStatus,
} from '../worker/contract.js';
import { WorkerClient, type ReportHandlers } from '../worker/page/worker-client.js';
import type { ClosedChain } from './capture-supervisor.js';
import { correctedThresholds } from './corrected-thresholds.js';
import { loadRequest, MAX_UNANSWERED_PINGS, threadKey } from './load-request.js';
import { OpenDetections } from './open-detections.js';
import { resultOf } from './teaching-worker.js';
import { SampleAccount } from '../capture/transport/sample-account.js';

interface AnalysisSupervisorOptions {
  readonly assets: AssetUrls;
  readonly listenerOptions: ResolvedListenerOptions;
  /** After it aborts, failed workers are no longer replaced. */
  readonly signal: AbortSignal;
  /** Returns the capture chain that delivers samples, or undefined while there is none. */
  readonly chain: () => CaptureChain | undefined;
  /**
   * Receives the worker's reports, including the last status. If a worker fails, it also receives the ends of that worker's
   * open detections.
   */
  readonly on: Required<ReportHandlers>;
  readonly onInterrupted: (cause: Interruption | undefined) => void;
  /** Called when the analysis cannot continue. */
  readonly onEnded: (error: PinnaError) => void;
}

/** Time limit for computing the samples in transit when a session closes, ms. */
const STOP_LIMIT = 3000;
/** Restarts of a failed worker in a row before the session gives up. */
const MAX_RESTARTS = 5;
/**
 * Minimum duration of the frames to keep for a new worker, seconds. Older scores no longer affect decisions, and the network
 * continues from a stored state.
 */
const RECENT_SECONDS = 20;
/** Errors that a new worker may avoid. */
const RESTARTABLE: ReadonlySet<PinnaErrorCode> = new Set([
  PinnaErrorCode.WorkerFailed,
  PinnaErrorCode.NoBackend,
  PinnaErrorCode.ModelMissing,
]);

/** Keeps a session's analysis running. Replaces a failed worker, and gives the new one the recent frames. Main thread. */
export class AnalysisSupervisor {
  readonly #options: AnalysisSupervisorOptions;

  /** Sample counts over all transports of the session. */
  readonly account = new SampleAccount();
  readonly #detections = new OpenDetections();
  readonly #restarts = new Retries();
  /** All workers of the session, including failed ones. Terminating a worker twice is harmless. */
  readonly #workers = new Set<WorkerClient>();
  /** The loaded worker; undefined while a new one loads. */
  #worker: WorkerClient | undefined;
  #loaded!: Loaded;
  #recentFrames!: ReplayBuffer;
  #analysedUntil = 0;
  /** Number of the newest transport, from 1. */
  #attachments = 0;
  #attached: Transport | undefined;
  /** Whether a worker has failed. If so, the next worker receives the recent frames. */
  #hasFailed = false;
  #isClosing = false;

  constructor(options: AnalysisSupervisorOptions) {
    this.#options = options;
  }

  /** The model and its backend; available once `load` has resolved. */
  get loaded(): Loaded {
    return this.#loaded;
  }

  /** Starts a worker and loads the model in it. @throws PinnaError; the signal's reason */
  async load(signal: AbortSignal): Promise<void> {
    const { assets, listenerOptions } = this.#options;
    // After a failure, the new worker may choose another backend.
    const request = loadRequest(assets, this.#hasFailed ? { ...listenerOptions, backend: 'auto' } : listenerOptions);
    const worker: WorkerClient = new WorkerClient({
      url: assets.worker,
      sharedAs: threadKey(request),
      on: {
        ...this.#options.on,
        frames: (report) => this.#addFrames(report),
        detection: (change) => this.#addDetection(change),
        status: (status) => this.#count(status),
        backend: (backend) => {
          this.#loaded = { ...this.#loaded, backend };
          this.#options.on.backend(backend);
        },
      },
      onFailure: (error) => {
        if (this.#worker === worker) void this.#restart(error);
      },
    });
    this.#workers.add(worker);
    const unlisten = listen(signal, 'abort', () => worker.terminate());
    try {
      this.#loaded = await worker.request('load', request);
      worker.maxUnansweredPings = MAX_UNANSWERED_PINGS;
      this.#worker = worker;
      this.#recentFrames ??= new ReplayBuffer(this.#loaded.model.features, RECENT_SECONDS);
    } catch (error) {
      worker.terminate();
      signal.throwIfAborted();
      throw error;
    } finally {
      unlisten();
    }
  }

  /** Connects the capture chain to the worker, once both exist. */
  attach(): void {
    const worker = this.#worker;
    const chain = this.#options.chain();
    if (!worker || !chain || this.#attached === chain.transport) return;
    const { keepSeconds, thresholds, corrections, taught, teaching, selection } = this.#options.listenerOptions;
    const { handle, transfer } = chain.transport.worker;
    this.#attached = chain.transport;
    worker.send(
      'attach',
      {
        attachment: ++this.#attachments,
        sampleRate: chain.sampleRate,
        transport: handle,
        streamStart: chain.sessionOffset,
        resume: this.#hasFailed ? { steps: this.#recentFrames.steps, lastId: this.#detections.lastId } : undefined,
        keepSeconds,
        thresholds: correctedThresholds(thresholds, corrections, this.#heads),
        taught,
        teaching,
        ...selection,
      },
      transfer,
    );
  }

  /** If no worker read the closed chain, counts its samples as dropped. */
  chainClosed(chain: CaptureChain, counts: CaptureCounts | undefined): void {
    if (this.#attached !== chain.transport) this.account.closeUnread(++this.#attachments, counts?.captured);
  }

  /**
   * Checks thresholds against the classes of the model and the taught sounds. Those of a sound that was removed are kept for when it comes
   * back.
   * @throws PinnaError `bad-option`
   */
  checkThresholds(thresholds: Thresholds): void {
    const classes = [...this.#options.listenerOptions.taughtNames].map((name) => ({ name }));
    checkLiveThresholds([...this.loaded.model.heads, { name: TAUGHT, classes }], thresholds);
  }

  /**
   * Applies other thresholds and personal corrections from the next step on. A later worker receives those of the options with `attach`.
   * @throws PinnaError `bad-option`; the thresholds are then unchanged
   */
  setThresholds(thresholds: Thresholds, corrections: Thresholds): void {
    this.checkThresholds(thresholds);
    this.#worker?.send('thresholds', correctedThresholds(thresholds, corrections, this.#heads));
  }

  /** Whether a worker analyses, which answers requests of teaching. */
  get isAnalysing(): boolean {
    return this.#worker !== undefined && this.#attached !== undefined && !this.#isClosing;
  }

  /**
   * Sends a request of teaching. A later worker receives the taught sounds of the options with `attach`, but not the frames that were
   * kept.
   * @throws PinnaError `worker-failed` while there is no worker; those of the request
   */
  async teach<T extends TeachingType>(type: T, input: TeachingExchanges[T]['in']): Promise<TeachingResult<T>> {
    if (!this.#worker) throw new PinnaError(PinnaErrorCode.WorkerFailed, 'The analysis is not ready. Try again.');
    return resultOf(this.#worker, type, input);
  }

  /** Passes on a change of the option `selection`. A later worker receives it with `attach`. */
  updateSelection(): void {
    this.#worker?.send('select', this.#options.listenerOptions.selection);
  }

  /**
   * Returns the kept sound of a time span (session time, seconds); undefined if none is kept.
   * @throws PinnaError when the worker has ended
   */
  async recall(from: number, to: number): Promise<KeptSound | undefined> {
    const worker = this.#worker;
    if (this.#options.listenerOptions.keepSeconds === 0 || !worker) return undefined;
    return worker.request('recall', { from, to });
  }

  /**
   * Waits until the worker has computed the samples in transit, at most `STOP_LIMIT`. Counts the others as dropped.
   * @returns all kept sound; undefined if none is kept or the worker does not answer in time
   */
  async drain({ chain, counts }: ClosedChain): Promise<KeptSound | undefined> {
    this.#isClosing = true;
    let hasAnswered = false;
    const ending = async () => {
      const status = await this.#worker?.request('stop', null);
      hasAnswered = status !== undefined;
      if (status) this.#count(status);
      return this.recall(-Infinity, Infinity);
    };
    const sound = await withTimeout(STOP_LIMIT, ending()).catch(() => undefined);
    // If the worker was missing or stuck in a step, the remaining samples were not computed.
    if (!hasAnswered && chain && counts) {
      if (this.#attached === chain.transport) this.account.closeUnread(this.#attachments, counts.captured);
      else this.chainClosed(chain, counts);
    }
    return sound;
  }

  /** Ends all workers, including one that is still loading. */
  terminate(): void {
    this.#isClosing = true;
    for (const worker of this.#workers) worker.terminate();
  }

  /** Replaces a failed worker; the new one continues from the recent frames. If that cannot help, ends the session. */
  async #restart(error: PinnaError): Promise<void> {
    const { signal, chain, onInterrupted, onEnded, on } = this.#options;
    const { failures, delay } = this.#restarts.next(performance.now());
    if (this.#isClosing || failures > MAX_RESTARTS || !RESTARTABLE.has(error.code)) {
      if (!this.#isClosing) onEnded(error);
      return;
    }
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#hasFailed = true;
    onInterrupted('analysis');
    for (const change of this.#detections.endAll(this.#analysedUntil)) on.detection(change);
    const orphanedChain = chain();
    if (orphanedChain && this.#attached === orphanedChain.transport) {
      const attachment = this.#attachments;
      const counts = await orphanedChain.replaceTransport();
      this.account.closeUnread(attachment, counts?.captured);
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

  /** Heads of the model and of the taught sounds. */
  get #heads(): readonly Pick<HeadManifest, 'name' | 'classes' | 'decision'>[] {
    const { taught } = this.#options.listenerOptions;
    const { heads } = this.loaded.model;
    return taught ? [...heads, taughtManifest(taught.classes)] : heads;
  }

  #addFrames(report: StepReport): void {
    const { time, input, scores, state } = report;
    this.#recentFrames.add({ time, input, state });
    this.#analysedUntil = time + scores.frames * this.#loaded.model.rowSeconds;
    this.#options.on.frames(report);
  }

  #addDetection(change: DetectionChange): void {
    this.#detections.follow(change);
    this.#options.on.detection(change);
  }

  #count(status: WorkerStatus): void {
    if (status.attachment > 0) this.account.report(status.attachment, status.samples);
    this.#options.on.status(status);
  }
}
