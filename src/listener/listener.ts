import type { Source } from '../capture/sources/source.js';
import { checkThresholds, type Thresholds } from '../decisions/thresholds.js';
import { PinnaError, PinnaErrorCode, unforeseenError } from '../errors.js';

import { idleStatus, type ListenerEventDetails, type ListenerState, type ListenerStatus } from './listener-events.js';
import type { DefaultSource, ListenerOptions, ResolvedListenerOptions } from './listener-options.js';
import { listen } from '../lifetime/listen.js';
import { loadPart } from '../lifetime/load-part.js';
import { KeptSession, type KeptCallbacks, type Session } from './kept-session.js';
import type * as Listening from './listening-session.js';
import { shippedModel } from '../model/shipped-models.js';
import type { RecalledSound } from './recalled-sound.js';
import type { ModelInfo } from '../worker/contract.js';

/** One run, from a `start` to its end. */
interface Run {
  /** The source of this run, open or being opened. */
  source: Source;
  readonly abort: AbortController;
  started: Promise<void>;
  session: Session | undefined;
}

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
  /** Number of current requests for descriptors. */
  #descriptorRequests: number;
  #status: ListenerStatus;
  /** The previous session; `recall` can still read its kept sound. */
  #last: Session | undefined;

  /** Checks the options; starts nothing. @throws PinnaError `bad-option` */
  constructor(options: ListenerOptions = {}) {
    super();
    const { source = { kind: 'microphone' }, thresholds = {}, ...rest } = options;
    const { stepFrames = 5, backend = 'auto', transport = 'auto', keepSeconds = 0, descriptors = false, model } = rest;
    const { keepListening = false } = rest;
    if (!Number.isInteger(stepFrames) || stepFrames < 1 || stepFrames > 50) {
      throw badOption(`stepFrames is ${String(stepFrames)}: give a whole number from 1 to 50.`);
    }
    if (!(keepSeconds >= 0 && keepSeconds <= 600)) {
      throw badOption(`keepSeconds is ${String(keepSeconds)}: give 0 to 600 seconds.`);
    }
    if (!['auto', 'webgpu', 'wasm', 'cpu'].includes(backend)) {
      throw badOption(`backend is "${backend}": give auto, webgpu, wasm or cpu.`);
    }
    if (!['auto', 'ring', 'port'].includes(transport)) {
      throw badOption(`transport is "${transport}": give auto, ring or port.`);
    }
    if (typeof model === 'string') shippedModel(model); // reports an unknown name now, not at `start`
    checkThresholds(thresholds);
    this.#source = source;
    this.#options = { ...rest, stepFrames, backend, transport, keepSeconds, keepListening, thresholds, descriptors };
    this.#descriptorRequests = Number(descriptors);
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

  /** Source for a `start` without an argument. Setting it does not affect the current session. */
  get source(): DefaultSource {
    return this.#source;
  }

  set source(source: DefaultSource) {
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
    this.#run?.session?.setThresholds(thresholds);
    this.#options.thresholds = thresholds;
  }

  /**
   * Requests descriptors in the `frames` events until the signal aborts; also while listening. Descriptors cost little
   * computing time, and none without a request.
   */
  requestDescriptors(signal: AbortSignal): void {
    const want = (more: number) => {
      this.#options.descriptors = (this.#descriptorRequests += more) > 0;
      this.#run?.session?.updateDescriptors();
    };
    if (signal.aborted) return;
    want(1);
    listen(signal, 'abort', () => want(-1));
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

  async #open(run: Run, defaultSource: DefaultSource, before: Promise<void>): Promise<void> {
    const { signal } = run.abort;
    if (this.#state === 'idle') this.#setState('starting');
    try {
      await before;
      signal.throwIfAborted();
      this.#setState('starting');
      this.#last = undefined;
      const callbacks = this.#callbacks(run);
      run.session = this.#options.keepListening
        ? await KeptSession.open({ source: sourcesOf(run, defaultSource), open: this.#openSession, signal, callbacks })
        : await this.#openSession(run.source, signal, callbacks);
      signal.throwIfAborted();
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
      detection: (change) => this.#emit('detection', change),
      gap: (gap) => this.#emit('gap', gap),
      status: (status) => this.#publish(status),
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
        this.#setState('starting');
        this.#publish({ ...this.#status, retry: undefined });
      },
      running: () => this.#setState('running'),
    };
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
    this.#emit('statechange', state);
    this.#publish({ ...this.#status, blocked: false, retry: undefined });
  }

  #publish(status: Omit<ListenerStatus, 'state'>): void {
    this.#status = { ...status, state: this.#state };
    this.#emit('status', this.#status);
  }

  #emit<T extends ListenerEventType>(type: T, detail: ListenerEventDetails[T]): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function sourceOf(source: DefaultSource): Source {
  return typeof source === 'function' ? source() : source;
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
function loadSession({ kind }: Source): Promise<typeof Listening> {
  // Most sources need this module next, so it loads at the same time. The importing code reports a failure.
  if (kind !== 'node') void import('standardized-audio-context').catch(() => undefined);
  return loadPart(import('./listening-session.js'), "Pinna's code for listening", 'start again');
}

function isSameSource(a: Source, b: Source): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Source>;
  return [...keys].every((key) => a[key] === b[key]);
}

function badOption(message: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, message);
}
