import { resolveAssets } from '../assets.js';
import type { Source } from '../capture/sources/source.js';
import type { DetectionChange } from '../decisions/detection.js';
import type { Thresholds } from '../decisions/thresholds.js';
import { VoiceSpans } from '../decisions/voice-spans.js';
import type { PinnaError } from '../errors.js';
import { frameGeometry, missingBands } from '../features/frame-geometry.js';
import { framesPerRow, lookAhead } from '../features/rows.js';
import { Interruptions, type Interruption } from '../capture/sources/interruption.js';
import type { ResolvedListenerOptions } from './listener-options.js';
import { idleStatus, type Frames, type Gap, type ListenerStatus, type NetworkStep } from './listener-events.js';
import { Scope } from '../lifetime/scope.js';
import type {
  TeachingExchanges,
  KeptSound,
  StepReport,
  TeachingResult,
  TeachingType,
  WorkerStatus,
} from '../worker/contract.js';
import { AnalysisSupervisor } from './analysis-supervisor.js';
import { CaptureSupervisor } from './capture-supervisor.js';
import { prepareAnalysis } from './prepare-analysis.js';
import { cutSound, type RecalledSound } from './recalled-sound.js';
import { SilenceWatch } from './silence-watch.js';

/** Callbacks from a session to its listener. After `close` has resolved, none is called. */
export interface SessionCallbacks {
  frames(frames: Frames): void;
  /** What the network has read in the step of the next `frames`. */
  network(step: NetworkStep): void;
  detection(change: DetectionChange): void;
  gap(gap: Gap): void;
  status(status: Omit<ListenerStatus, 'state' | 'sessions'>): void;
  /** Opening waits for a user gesture on the page. */
  blocked(): void;
  /** The sound has ended (no error), or the session cannot continue (error). The listener must still close the session. */
  ended(error: PinnaError | undefined): void;
}

/** One listening session, from the source to the decisions. Its scope owns everything that it starts. Main thread. */
export class ListeningSession {
  readonly #options: ResolvedListenerOptions;
  readonly #callbacks: SessionCallbacks;

  readonly #scope = new Scope();
  readonly #silence = new SilenceWatch();
  readonly #interruptions = new Interruptions();
  readonly #capture: CaptureSupervisor;
  readonly #analysis: AnalysisSupervisor;
  /** Where voices are in the kept sound. */
  readonly #voices: VoiceSpans;
  #closing: Promise<void> | undefined;
  /** All kept sound, once the worker has ended. */
  #finalSound: KeptSound | undefined;
  #latency = 0;
  #lastStepFrames: number | undefined;
  #lastStatus: WorkerStatus | undefined;
  /** Whether `open` has succeeded. Earlier failures reject `open`; later ones go to `ended`. */
  #isOpen = false;

  private constructor(
    source: Source,
    options: ResolvedListenerOptions,
    signal: AbortSignal,
    callbacks: SessionCallbacks,
  ) {
    this.#options = options;
    this.#callbacks = callbacks;
    this.#voices = new VoiceSpans(options.keepSeconds);
    const assets = resolveAssets(options);
    const onEnded = (error: PinnaError | undefined) => this.#callbacks.ended(error);
    this.#capture = new CaptureSupervisor({
      source,
      workletUrl: assets.worklet,
      transport: options.transport,
      signal,
      onBlocked: () => this.#callbacks.blocked(),
      onChain: () => {
        for (const part of ['capture', 'context', 'mute'] as const) this.#interruptions.set(part, undefined);
        this.#analysis.attach();
        this.#publish();
      },
      onChainClosed: (chain, counts) => this.#analysis.chainClosed(chain, counts),
      onInterrupted: (part, cause) => this.#interrupt(part, cause),
      onEnded,
    });
    this.#analysis = new AnalysisSupervisor({
      assets,
      listenerOptions: options,
      signal,
      chain: () => this.#capture.current,
      on: {
        frames: (report) => this.#forward(report),
        detection: callbacks.detection,
        gap: callbacks.gap,
        status: (status) => this.#follow(status),
        backend: () => this.#publish(),
      },
      onInterrupted: (cause) => this.#interrupt('analysis', cause),
      onEnded,
    });
    this.#scope.add(() => this.#analysis.terminate());
  }

  /**
   * Opens a session. Opens the source and loads the worker in parallel: the model loads while the browser asks for the
   * microphone.
   * @param signal aborts opening, and later any reopening
   * @throws PinnaError; the signal's reason. Everything opened so far is then closed.
   */
  static async open(
    source: Source,
    options: ResolvedListenerOptions,
    signal: AbortSignal,
    callbacks: SessionCallbacks,
  ): Promise<ListeningSession> {
    const session = new ListeningSession(source, options, signal, callbacks);
    try {
      await session.#begin(signal);
      return session;
    } catch (error) {
      await session.#scope.close();
      throw error;
    }
  }

  /**
   * Loads the worker and the model for later sessions with the same options, and keeps them until the signal aborts.
   * @throws PinnaError those errors of `open` that loading can cause; the signal's reason
   */
  static prepare(options: ResolvedListenerOptions, signal: AbortSignal): Promise<void> {
    return prepareAnalysis(resolveAssets(options), options, signal);
  }

  /** Returns the kept sound of a time span (session time, seconds), also after the end; undefined if none is kept. */
  async recall(from: number, to: number): Promise<RecalledSound | undefined> {
    const sound = this.#finalSound ?? (await this.#analysis.recall(from, to).catch(() => undefined));
    return sound && cutSound(sound, from, to, this.#voices.spans);
  }

  /**
   * Applies other thresholds and personal corrections from the next step on.
   * @throws PinnaError `bad-option` for invalid thresholds and unknown classes; the thresholds are then unchanged
   */
  setThresholds(thresholds: Thresholds, corrections: Thresholds): void {
    this.#analysis.setThresholds(thresholds, corrections);
  }

  /** Whether sound is analysed, so that requests of teaching are answered. */
  get isAnalysing(): boolean {
    return this.#analysis.isAnalysing;
  }

  /** Sends a request of teaching. @throws PinnaError `worker-failed` while there is no worker; those of the request */
  teach<T extends TeachingType>(type: T, input: TeachingExchanges[T]['in']): Promise<TeachingResult<T>> {
    return this.#analysis.teach(type, input);
  }

  /** Applies a change of the option `selection`. */
  updateSelection(): void {
    this.#analysis.updateSelection();
  }

  /** Stops the source, computes the samples in transit, then frees everything. Every call returns the same promise. */
  close(): Promise<void> {
    this.#closing ??= this.#drain().then(() => this.#scope.close());
    return this.#closing;
  }

  async #begin(signal: AbortSignal): Promise<void> {
    const abandon = new AbortController();
    const either = AbortSignal.any([signal, abandon.signal]);
    const loading = this.#analysis.load(either);
    const capturing = this.#capture.open(either);
    // The first failure aborts the other branch, and `open` rejects with it.
    const [, chain] = await Promise.all([loading, capturing]).catch(async (error: unknown) => {
      abandon.abort(error);
      await Promise.allSettled([loading, capturing.then((late) => late.close())]);
      throw error;
    });
    try {
      frameGeometry(chain.sampleRate);
      this.#analysis.checkThresholds(this.#options.thresholds);
    } catch (error) {
      await chain.close();
      throw error;
    }
    this.#isOpen = true;
    this.#capture.begin(chain);
    this.#scope.interval(SilenceWatch.INTERVAL, () => {
      this.#capture.poll();
      this.#publish();
    });
  }

  #interrupt(part: Parameters<Interruptions['set']>[0], cause: Interruption | undefined): void {
    if (!this.#isOpen || this.#closing) return;
    this.#interruptions.set(part, cause);
    this.#publish();
  }

  async #drain(): Promise<void> {
    this.#finalSound = await this.#analysis.drain(await this.#capture.close());
    this.#publish();
  }

  #forward(report: StepReport): void {
    const { time, input, state, features, scores, faders, descriptors, harmony, embedding } = report;
    const { heads, rowSeconds, features: geometry } = this.#analysis.loaded.model;
    const end = time + scores.frames * rowSeconds + lookAhead(geometry);
    const chain = this.#capture.current;
    this.#lastStepFrames = Math.max(this.#options.stepFrames, scores.frames * framesPerRow(rowSeconds));
    if (chain) this.#latency = Math.max(0, chain.time - end);
    if (this.#options.keepSeconds > 0) this.#voices.add(scores, time, heads, rowSeconds);
    this.#callbacks.network({ time, input, state });
    this.#callbacks.frames({ ...scores, time, faders, features, descriptors, harmony, embedding });
  }

  #follow(status: WorkerStatus): void {
    this.#lastStatus = status;
    this.#silence.add(status.peak, performance.now());
    this.#publish();
  }

  #publish(): void {
    if (!this.#isOpen) return;
    const { stepFrames, keepSeconds } = this.#options;
    const { millisecondsPerStep, cost, level, peak } = this.#lastStatus ?? idleStatus(stepFrames);
    const { info, sampleRate, transport } = this.#capture.last;
    const { model, backend } = this.#analysis.loaded;
    this.#callbacks.status({
      model,
      backend,
      input: info,
      transport: transport.kind,
      keepSeconds,
      sampleRate,
      missingBands: missingBands(sampleRate, model.features),
      stepFrames,
      ...(this.#lastStepFrames === undefined ? {} : { lastStepFrames: this.#lastStepFrames }),
      latency: this.#latency,
      blocked: false,
      interruption: this.#interruptions.current,
      silent: this.#silence.isSilent(performance.now()),
      millisecondsPerStep,
      cost,
      samples: this.#analysis.account.total,
      level,
      peak,
    });
  }
}

export { TeachingWorker } from './teaching-worker.js';
