import { resolveAssets, type AssetUrls } from '../assets.js';
import type { Source } from '../capture/sources/source.js';
import type { Detection } from '../decisions/detection.js';
import { checkThresholds, type Thresholds } from '../decisions/thresholds.js';
import type { LiveSelection } from '../engine/frame-selection.js';
import { PinnaError, PinnaErrorCode, unforeseenError } from '../errors.js';
import { checkSource } from './check-source.js';
import {
  idleStatus,
  type ListenerEventDetails,
  type ListenerState,
  type ListenerStatus,
  type NetworkStep,
} from './listener-events.js';
import type { DefaultSource, ListenerOptions, ResolvedListenerOptions } from './listener-options.js';
import { listen } from '../lifetime/listen.js';
import { loadPart } from '../lifetime/load-part.js';
import { timeout } from '../lifetime/timers.js';
import { KeptSession, type KeptCallbacks, type Session } from './kept-session.js';
import type * as Listening from './listening-session.js';
import { didYouMean } from '../model/nearest-name.js';
import { shippedModel } from '../model/shipped-models.js';
import type { RecalledSound } from './recalled-sound.js';
import type { TaughtSet } from '../teach/file/taught-file.js';
import type {
  TeachingExchanges,
  ExampleSound,
  ModelInfo,
  Rescored,
  TeachingResult,
  TeachingType,
  TimeSpan,
} from '../worker/contract.js';
import { TaughtSounds } from './taught-sounds.js';
import type { TaughtExample } from './taught-state.js';
import type { TeachingWorker } from './teaching-worker.js';

/** One run, from a `start` to its end. */
interface Run {
  /** The source of this run, open or being opened. */
  source: Source;
  readonly abort: AbortController;
  started: Promise<void>;
  session: Session | undefined;
}

/** Time without a request after which a worker that only teaches ends, ms. */
const TEACHING_IDLE = 30_000;
/** Interval between two fits of the thresholds of taught sounds, ms. */
const FIT_INTERVAL = 60_000;

const BACKENDS = ['auto', 'webgpu', 'wasm', 'cpu'];
const TRANSPORTS = ['auto', 'ring', 'port'];
/** Names of all options. */
const OPTIONS = Object.keys({
  ...{
    worker: true,
    inside: true,
    webgpu: true,
    worklet: true,
    wasm: true,
    model: true,
    backend: true,
    stepFrames: true,
  },
  ...{ transport: true, keepSeconds: true, keepListening: true, source: true, thresholds: true },
  ...{ taught: true, teaching: true, features: true, descriptors: true, harmony: true },
} satisfies Record<keyof ListenerOptions, true>);

/** Type of an event of a Listener. */
type ListenerEventType = keyof ListenerEventDetails;
/** Function that handles an event of a Listener. */
type Handler<T extends ListenerEventType> = (event: CustomEvent<ListenerEventDetails[T]>) => void;

/**
 * Analyses live sound. Manages the audio context, the worklet and the worker of one listening session at a time. Main
 * thread.
 *
 * `start` and `stop` may be called in any order, at any time and any number of times; the last call wins. If listening
 * fails, `start` rejects, an `error` event is dispatched, and nothing keeps running. The option `keepListening` starts
 * again instead.
 *
 * While it runs, the listener recovers from a lost microphone, an interrupted audio context and a failed worker. Meanwhile,
 * `status.interruption` gives the cause. Afterwards, a `gap` event gives the time span that was not analysed
 * (`docs/survival.md`).
 */
export class Listener extends EventTarget {
  readonly #options: ResolvedListenerOptions;
  #state: ListenerState = 'idle';
  #source: DefaultSource;
  #run: Run | undefined;
  /** Settles when all runs before the current one have ended. */
  #ended: Promise<void> = Promise.resolve();
  /** Number of current requests for each kind of data. */
  readonly #requests: Record<keyof LiveSelection, number>;
  #status: ListenerStatus;
  readonly #taps = new Set<(step: NetworkStep) => void>();
  #teachingRequests: number;
  /** Teaches while the listener does not run. Ends when it is idle, or fails. */
  #teachingWorker: Promise<TeachingWorker> | undefined;
  /** Number of requests that it has not answered. */
  #unanswered = 0;
  /** Cancels the end of that worker. */
  #cancelClosing: (() => void) | undefined;
  /** Highest id of a detection that was found when recent sound was scored again. */
  #lastRescoredId = 0;
  /** When the thresholds of taught sounds were fitted last, ms. */
  #fitted = 0;
  /** The taught sounds: list, add, remove, rename, import, export; and the personal corrections. */
  readonly taught: TaughtSounds;
  /** The previous session; `recall` can still read its kept sound. */
  #last: Session | undefined;

  /** Checks the options; starts nothing. @throws PinnaError `bad-option` */
  constructor(options: ListenerOptions = {}) {
    super();
    checkNames(options);
    const {
      source = { kind: 'microphone' },
      thresholds = {},
      taught,
      teaching = false,
      features = false,
      descriptors = false,
      harmony = false,
      ...rest
    } = options;
    const {
      stepFrames = 5,
      backend = 'auto',
      transport = 'auto',
      keepSeconds = 0,
      keepListening = false,
      model,
    } = rest;
    if (!Number.isInteger(stepFrames) || stepFrames < 1 || stepFrames > 50) {
      throw badOption(`stepFrames is ${String(stepFrames)}: give a whole number from 1 to 50.`);
    }
    if (!(typeof keepSeconds === 'number' && keepSeconds >= 0 && keepSeconds <= 600)) {
      throw badOption(`keepSeconds is ${String(keepSeconds)}: give 0 to 600 seconds.`);
    }
    checkChoice('backend', backend, BACKENDS);
    checkChoice('transport', transport, TRANSPORTS);
    // Reports an unknown name or an invalid address now, not at `start`. A server has no page to which addresses are relative.
    if ('document' in globalThis) resolveAssets(rest);
    else if (typeof model === 'string') shippedModel(model);
    checkTaught(taught);
    checkThresholds(thresholds);
    checkDefaultSource(source);
    this.#source = source;
    const selection = { features, descriptors, harmony, embedding: false };
    this.#options = {
      ...rest,
      stepFrames,
      backend,
      transport,
      keepSeconds,
      keepListening,
      thresholds,
      corrections: {},
      taught,
      taughtNames: new Set(),
      teaching,
      selection,
    };
    this.#teachingRequests = Number(teaching);
    this.taught = new TaughtSounds(
      {
        request: (type, input) => this.#teachingRequest(type, input),
        use: (set, rescores) => this.#useTaught(set, rescores),
        correct: (corrections) => this.#useThresholds(this.#options.thresholds, corrections),
        heads: () => this.model?.heads,
        changed: () => this.#emit('taught', this.taught.set),
      },
      taught,
    );
    this.#options.taughtNames = this.taught.everTaught;
    this.#requests = {
      features: Number(features),
      descriptors: Number(descriptors),
      harmony: Number(harmony),
      embedding: 0,
    };
    this.#status = idleStatus(stepFrames, keepSeconds);
  }

  /** The current state. */
  get state(): ListenerState {
    return this.#state;
  }

  /** The latest status. After a stop, it keeps the counts of the last session. */
  get status(): ListenerStatus {
    return this.#status;
  }

  /** The model of the current or last session; undefined before the first. */
  get model(): ModelInfo | undefined {
    return this.#status.model;
  }

  /**
   * Starts listening. If the listener already uses the same source, returns the promise of the earlier call. If it uses
   * another source, replaces it.
   * @param source the source; by default, that of the option `source`, which is the default microphone unless set
   * @returns resolves once sound reaches the network
   * @throws PinnaError with a code of `PinnaErrorCode`; DOMException `AbortError` if `stop` or a later `start` came first;
   *   any error of the function given as option `source`
   */
  start(source?: Source): Promise<void> {
    const defaultSource = source ?? this.source;
    let resolved: Source;
    try {
      resolved = sourceOf(defaultSource);
    } catch (error) {
      if (error instanceof PinnaError) this.#emit('error', error);
      return Promise.reject(error as Error);
    }
    if (this.#run && isSameSource(this.#run.source, resolved)) return this.#run.started;
    const before = this.stop();
    const run: Run = { source: resolved, abort: new AbortController(), started: Promise.resolve(), session: undefined };
    this.#run = run;
    run.started = this.#open(run, defaultSource, before);
    return run.started;
  }

  /** Stops listening, or cancels a start. Resolves when nothing runs any more; never rejects. */
  stop(): Promise<void> {
    if (this.#run) {
      const run = this.#run;
      this.#run = undefined;
      this.#ended = this.#close(run);
    }
    return this.#ended;
  }

  /**
   * Loads the code, the worker and the model (3 MB for the default model) before they are needed, so that `start` begins to listen
   * sooner. Keeps them until the signal aborts, also between two sessions. Asks for no microphone and needs no gesture.
   * @returns resolves once everything is loaded
   * @throws PinnaError if loading fails; `start` then tries again. The signal's reason.
   */
  async preload(signal: AbortSignal): Promise<void> {
    const { ListeningSession } = await loadSession({ kind: 'microphone' });
    await ListeningSession.prepare(this.#options, signal);
  }

  /**
   * Source for a `start` without an argument. Setting it does not affect the current session.
   * @throws PinnaError as {@link start}, if the new value is an invalid source
   */
  get source(): DefaultSource {
    return this.#source;
  }

  set source(source: DefaultSource) {
    checkDefaultSource(source);
    this.#source = source;
    this.#publish(this.#status);
  }

  /** Thresholds that override the model's own. */
  get thresholds(): Thresholds {
    return this.#options.thresholds;
  }

  /**
   * Replaces all threshold overrides; while listening, from the next step on. Classes without an entry use the model's own
   * thresholds.
   * @throws PinnaError `bad-option` for an invalid threshold and, while listening, for a class that the model does not
   *   have; the thresholds are then unchanged. If the listener is not running yet, `start` reports unknown classes.
   */
  setThresholds(thresholds: Thresholds): void {
    checkThresholds(thresholds);
    this.#useThresholds(thresholds, this.#options.corrections);
  }

  #useThresholds(thresholds: Thresholds, corrections: Thresholds): void {
    this.#run?.session?.setThresholds(thresholds, corrections);
    this.#options.thresholds = thresholds;
    this.#options.corrections = corrections;
  }

  /** Sends a request of teaching to the session; while that analyses nothing, or if it ends before it answers, to a separate worker. */
  async #teachingRequest<T extends TeachingType>(
    type: T,
    input: TeachingExchanges[T]['in'],
  ): Promise<TeachingResult<T>> {
    const session = this.#run?.session;
    if (!session?.isAnalysing) return this.#teachAside(type, input);
    try {
      return await session.teach(type, input);
    } catch (error) {
      if (this.#isCurrent(session)) throw error;
      return this.#teachAside(type, input);
    }
  }

  /** Whether a session is still the one that analyses. */
  #isCurrent(session: Session): boolean {
    return this.#run?.session === session && session.isAnalysing;
  }

  /** Sends a request of teaching to a separate worker. It keeps no sound. */
  async #teachAside<T extends TeachingType>(type: T, input: TeachingExchanges[T]['in']): Promise<TeachingResult<T>> {
    this.#cancelClosing?.();
    this.#unanswered += 1;
    try {
      const worker = await (this.#teachingWorker ?? this.#openTeachingWorker());
      return await worker.teach(type, input);
    } finally {
      this.#unanswered -= 1;
      if (this.#unanswered === 0) this.#cancelClosing = timeout(TEACHING_IDLE, () => this.#closeTeachingWorker());
    }
  }

  #openTeachingWorker(): Promise<TeachingWorker> {
    const forget = () => {
      if (this.#teachingWorker === opening) this.#teachingWorker = undefined; // another request opens another one
    };
    const open = async () => {
      const { TeachingWorker } = await loadSession(this.#run?.source);
      return TeachingWorker.open(this.#options, forget);
    };
    const opening = open();
    opening.catch(forget);
    return (this.#teachingWorker = opening);
  }

  #closeTeachingWorker(): void {
    this.#cancelClosing?.();
    const worker = this.#teachingWorker;
    this.#teachingWorker = undefined;
    void worker?.then((opened) => opened.close()).catch(() => undefined);
  }

  /** Uses taught sounds. While nothing is analysed, the next session or worker receives them when it begins. */
  async #useTaught(taught: TaughtSet | undefined, rescores: boolean): Promise<void> {
    const session = this.#run?.session;
    let rescored: Rescored | null = null;
    if (session?.isAnalysing) {
      try {
        const lastId = this.#lastRescoredId;
        rescored = await session.teach('taught', { set: taught ?? null, rescores, lastId });
      } catch (error) {
        if (this.#isCurrent(session)) throw error;
      }
    }
    this.#options.taught = taught;
    // The times of what was found are those of that session.
    if (!rescored || this.#run?.session !== session) return;
    this.#lastRescoredId = Math.max(this.#lastRescoredId, ...rescored.detections.map(({ id }) => id));
    this.#emit('rescored', rescored);
  }

  /**
   * Replaces the taught sounds; while listening, from the next step on. The scores of all other classes stay the same to the bit. Personal
   * corrections that the file holds are added, as `taught.import` does.
   * @param taught as {@link parseTaughtFile} returns them; undefined for none
   * @returns resolves once they are in use
   * @throws PinnaError `bad-option`, `wrong-network` for sounds that were taught to another network, `model-missing` if the model
   *   cannot be taught, `model-corrupt`; the sounds are then unchanged. If the listener is not running yet, `start` reports these errors.
   */
  async setTaught(taught: TaughtSet | undefined): Promise<void> {
    checkTaught(taught);
    await this.taught.replace(taught);
  }

  /**
   * Teaches a sound by an example: learns it, uses it from the next step on, and looks for it in the last ten
   * minutes. Works in the worker, in about a second.
   * @param label name of the sound; a name that is taught already gets another example
   * @param what a stretch of the last ten minutes, session time in seconds, or a recording. A stretch needs the option `teaching` or
   *   `requestTeaching`.
   * @throws PinnaError `bad-option` for an invalid name, `audio-too-short` if too little of the stretch is kept, `audio-too-long` for more
   *   than 60 s, `model-missing` if the model cannot be taught, `worker-failed`
   */
  teach(label: string, what: TimeSpan | ExampleSound): Promise<TaughtExample> {
    return this.taught.teach(label, what);
  }

  /**
   * Says that a detection was wrong. A taught sound learns from it. For a built-in class, a personal correction raises the threshold;
   * `taught.corrections` lists it, `taught.undo` takes it back.
   * @throws PinnaError `worker-failed`
   */
  refuse(detection: Detection): Promise<void> {
    return this.taught.refuse(detection);
  }

  /** Whether log-mel frames are kept, from which `teach` learns. */
  get isTeaching(): boolean {
    return this.#options.teaching;
  }

  /** Keeps the newest ten minutes of log-mel frames for teaching until the signal aborts; also while listening. */
  requestTeaching(signal: AbortSignal): void {
    countUntil(signal, (more) => {
      this.#teachingRequests += more;
      const isWanted = this.#teachingRequests > 0;
      if (isWanted === this.#options.teaching) return;
      this.#options.teaching = isWanted;
      // A failure is reported again, with its reason, as soon as something is taught.
      void this.#run?.session?.teach('teaching', isWanted).catch(() => undefined);
    });
  }

  /**
   * Requests log-mel frames in the `frames` events until the signal aborts; also while listening. They cost little computing
   * time, and none without a request.
   */
  requestFeatures(signal: AbortSignal): void {
    this.#request('features', signal);
  }

  /**
   * Requests descriptors in the `frames` events until the signal aborts; also while listening. Descriptors cost little
   * computing time, and none without a request.
   */
  requestDescriptors(signal: AbortSignal): void {
    this.#request('descriptors', signal);
  }

  /**
   * Requests chords and key in the `frames` events until the signal aborts; also while listening. They cost little computing time, and
   * none without a request.
   */
  requestHarmony(signal: AbortSignal): void {
    this.#request('harmony', signal);
  }

  /**
   * Passes on what the network reads, step by step, until the signal aborts; also while listening. It is the tap for views that show the
   * network at work: they compute it again, elsewhere. These frames travel to the page in any case, so listening costs the same with and
   * without a tap.
   * @param onStep copies what it keeps or sends
   */
  tapNetwork(onStep: (step: NetworkStep) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#taps.add(onStep);
    listen(signal, 'abort', () => this.#taps.delete(onStep));
  }

  /** Absolute addresses of the files that it loads. @throws PinnaError `bad-option` for an invalid address */
  get assetUrls(): AssetUrls {
    return resolveAssets(this.#options);
  }

  /**
   * Requests normalised embeddings in the `frames` events until the signal aborts; also while listening. The worker fetches what teaching
   * needs (0.4 MB). A model that cannot be taught gives none.
   */
  requestEmbedding(signal: AbortSignal): void {
    this.#request('embedding', signal);
  }

  /**
   * Returns the sound from `from` to `to` (session time, seconds), as far as `keepSeconds` keeps it. After a stop, the
   * sound stays available until the next start.
   * @returns undefined if no part of it is kept
   */
  async recall(from: number, to: number): Promise<RecalledSound | undefined> {
    return (this.#run?.session ?? this.#last)?.recall(from, to);
  }

  /** Adds a handler of an event of {@link ListenerEventDetails}, or of any other type. */
  override addEventListener<T extends ListenerEventType>(
    type: T,
    handler: Handler<T> | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    handler: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    handler: Handler<never> | EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void {
    super.addEventListener(type, handler as EventListener, options);
  }

  #request(kind: keyof LiveSelection, signal: AbortSignal): void {
    countUntil(signal, (more) => {
      this.#requests[kind] += more;
      const { features, descriptors, harmony, embedding } = this.#requests;
      this.#options.selection = {
        features: features > 0,
        descriptors: descriptors > 0,
        harmony: harmony > 0,
        embedding: embedding > 0,
      };
      this.#run?.session?.updateSelection();
    });
  }

  async #open(run: Run, defaultSource: DefaultSource, before: Promise<void>): Promise<void> {
    const { signal } = run.abort;
    if (this.#state === 'idle') this.#setState('starting');
    try {
      await before;
      signal.throwIfAborted();
      this.#setState('starting');
      this.#last = undefined;
      this.taught.beginSession();
      const callbacks = this.#callbacks(run);
      run.session = this.#options.keepListening
        ? await KeptSession.open({ source: sourcesOf(run, defaultSource), open: this.#openSession, signal, callbacks })
        : await this.#openSession(run.source, signal, callbacks);
      signal.throwIfAborted();
      // Pending requests are answered first. The worker then ends when it is idle.
      if (this.#unanswered === 0) this.#closeTeachingWorker();
      this.#fitted = performance.now();
      this.#setState('running');
    } catch (cause) {
      const error = signal.aborted ? cause : unforeseenError(cause);
      // A run that was stopped is finished by `stop`, or by the `start` that replaced it.
      if (this.#run === run) {
        this.#run = undefined;
        this.#setState('idle');
        if (error instanceof PinnaError) this.#emit('error', error);
      }
      throw error;
    }
  }

  readonly #openSession = async (
    source: Source,
    signal: AbortSignal,
    callbacks: Listening.SessionCallbacks,
  ): Promise<Listening.ListeningSession> => {
    const { ListeningSession } = await loadSession(source);
    signal.throwIfAborted();
    return ListeningSession.open(source, this.#options, signal, callbacks);
  };

  #callbacks(run: Run): KeptCallbacks {
    return {
      frames: (frames) => this.#emit('frames', frames),
      network: (step) => {
        for (const tap of this.#taps) tap(step);
      },
      detection: (change) => this.#emit('detection', change),
      gap: (gap) => this.#emit('gap', gap),
      status: (status) => {
        this.#publish(status);
        this.#fitNowAndThen();
      },
      blocked: () => this.#publish({ ...this.#status, blocked: true }),
      ended: (error) => {
        if (this.#run !== run) return;
        if (error) this.#emit('error', error);
        void this.stop();
      },
      waiting: (retry) => {
        this.#publish({ ...this.#status, retry, blocked: false, interruption: undefined });
        this.#emit('error', retry.error);
      },
      starting: () => {
        this.taught.beginSession();
        this.#setState('starting');
        this.#publish({ ...this.#status, retry: undefined });
      },
      running: () => this.#setState('running'),
    };
  }

  /** Fits the thresholds of taught sounds and of budgets to the room from time to time, while frames are kept. */
  #fitNowAndThen(): void {
    const now = performance.now();
    if (!this.#options.teaching || !this.taught.isFitted || now - this.#fitted < FIT_INTERVAL) return;
    this.#fitted = now;
    // Without an answer, the thresholds stay as they are until the next time.
    void this.taught.fit().catch(() => undefined);
  }

  async #close(run: Run): Promise<void> {
    this.#setState('stopping');
    run.abort.abort(new DOMException('Listening was stopped before it had begun.', 'AbortError'));
    await run.started.catch(() => undefined);
    await run.session?.close();
    this.#last = this.#options.keepSeconds > 0 ? run.session : undefined;
    if (!this.#run) this.#setState('idle');
  }

  #setState(state: ListenerState): void {
    if (state === this.#state) return;
    this.#state = state;
    if (state === 'starting') this.#status = { ...this.#status, sessions: this.#status.sessions + 1 };
    this.#emit('statechange', state);
    this.#publish({ ...this.#status, blocked: false, retry: undefined });
  }

  #publish(status: Omit<ListenerStatus, 'state' | 'sessions'>): void {
    this.#status = { ...status, state: this.#state, sessions: this.#status.sessions };
    this.#emit('status', this.#status);
  }

  #emit<T extends ListenerEventType>(type: T, detail: ListenerEventDetails[T]): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function sourceOf(source: DefaultSource): Source {
  const resolved = typeof source === 'function' ? source() : source;
  checkSource(resolved);
  return resolved;
}

function checkDefaultSource(source: DefaultSource): void {
  if (typeof source !== 'function') checkSource(source);
}

/** Returns a function that gives the source of each attempt: first that of the run, then a new value of `defaultSource`. */
function sourcesOf(run: Run, defaultSource: DefaultSource): () => Source {
  let first: Source | undefined = run.source;
  return () => {
    run.source = first ?? sourceOf(defaultSource);
    first = undefined;
    return run.source;
  };
}

/** Loads the code that only listening needs. @throws PinnaError `files-missing` */
function loadSession(source: Source | undefined): Promise<typeof Listening> {
  // Most sources need this module next, so it loads at the same time. The importing code reports a failure.
  if (source && source.kind !== 'node') void import('standardized-audio-context').catch(() => undefined);
  return loadPart(import('./listening-session.js'), "Pinna's code for listening", 'start again');
}

/** Counts a request: calls `want` with 1, and with −1 when the signal aborts. Does nothing if it has aborted already. */
function countUntil(signal: AbortSignal, want: (more: number) => void): void {
  if (signal.aborted) return;
  want(1);
  listen(signal, 'abort', () => want(-1));
}

function isSameSource(a: Source, b: Source): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Source>;
  return [...keys].every((key) => a[key] === b[key]);
}

/** @throws PinnaError `bad-option` if the options are not an object, or for a misspelt name */
function checkNames(options: unknown): void {
  if (typeof options !== 'object' || options === null)
    throw badOption(`The options are ${String(options)}, not an object. Give one like { model: 'crnn' }.`);
  for (const name of Object.keys(options)) {
    const meant = OPTIONS.includes(name) ? '' : didYouMean(name, OPTIONS);
    if (meant) throw badOption(`There is no option ${name}.${meant}`);
  }
}

/** @throws PinnaError `bad-option` for anything but sounds that `parseTaughtFile` has returned */
export function checkTaught(taught: TaughtSet | undefined): void {
  if (taught === undefined || Array.isArray((taught as Partial<TaughtSet> | null)?.classes)) return;
  throw badOption('taught holds no taught sounds. Give what parseTaughtFile returns for the text of the file.');
}

/** @throws PinnaError `bad-option` */
function checkChoice(option: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  throw badOption(`${option} is "${value}": give ${orList(choices)}.${didYouMean(String(value), choices)}`);
}

const orList = (choices: readonly string[]) => `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)!}`;

function badOption(message: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, message);
}
