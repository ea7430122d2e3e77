import { microphonePermission } from '../capture/sources/devices.js';
import { waitForRetryReason } from '../capture/sources/retry-reason.js';
import type { Source } from '../capture/sources/source.js';
import type { Thresholds } from '../decisions/thresholds.js';
import { PinnaError, PinnaErrorCode, unforeseenError } from '../errors.js';
import { Retries } from '../lifetime/retries.js';
import { Scope } from '../lifetime/scope.js';
import type { ListenerStatus, Retry } from './listener-events.js';
import type { ListeningSession, SessionCallbacks } from './listening-session.js';
import type { TeachingExchanges, TeachingResult, TeachingType } from '../worker/contract.js';
import type { RecalledSound } from './recalled-sound.js';
import { Watchdog } from './watchdog.js';

/** Interval of the watchdog's checks, ms. */
const POLL_INTERVAL = 1000;

/** The part of a session that a Listener uses. */
export type Session = Pick<
  ListeningSession,
  'recall' | 'setThresholds' | 'isAnalysing' | 'teach' | 'updateSelection' | 'close'
>;

/** Callbacks from a kept session to its listener. */
export interface KeptCallbacks extends SessionCallbacks {
  /** A session has failed, and the next attempt is due at `retry.at`. */
  waiting(retry: Retry): void;
  /** A session is being opened, after a failure or to replace a stalled one. */
  starting(): void;
  /** A session is open again. */
  running(): void;
}

interface KeptSessionOptions {
  /** Called before each attempt, since the source may have changed. */
  readonly source: () => Source;
  readonly open: (source: Source, signal: AbortSignal, callbacks: SessionCallbacks) => Promise<ListeningSession>;
  /** Aborts opening; later, stops the restarts after failures. */
  readonly signal: AbortSignal;
  readonly callbacks: KeptCallbacks;
}

/**
 * Implements the option `keepListening`: opens a new session whenever one cannot be opened or cannot continue. Retries soon
 * at first, then less often. Main thread.
 */
export class KeptSession implements Session {
  readonly #options: KeptSessionOptions;
  readonly #scope = new Scope();
  readonly #retries = new Retries({ isFirstImmediate: false });
  readonly #watchdog = new Watchdog();
  /** Aborts the session being opened, or the recoveries of the open session. */
  #attempt = new AbortController();
  #isMicrophone = false;
  #current: ListeningSession | undefined;
  /** The previous session; `recall` can still read its kept sound. */
  #last: ListeningSession | undefined;
  #status: Omit<ListenerStatus, 'state' | 'sessions'> | undefined;
  /** Settles when the session being opened is open or has been given up. */
  #opening: Promise<void> = Promise.resolve();

  private constructor(options: KeptSessionOptions) {
    this.#options = options;
  }

  /**
   * Resolves once a session is open, however many attempts that takes.
   * @throws PinnaError `bad-option`, which no retry can fix; the signal's reason
   */
  static async open(options: KeptSessionOptions): Promise<KeptSession> {
    const kept = new KeptSession(options);
    kept.#scope.interval(POLL_INTERVAL, () => void kept.#poll());
    try {
      await (kept.#opening = kept.#open());
      return kept;
    } catch (error) {
      await kept.close();
      throw error;
    }
  }

  async recall(from: number, to: number): Promise<RecalledSound | undefined> {
    return (this.#current ?? this.#last)?.recall(from, to);
  }

  setThresholds(thresholds: Thresholds, corrections: Thresholds): void {
    this.#current?.setThresholds(thresholds, corrections);
  }

  /** Whether a session is open and its sound is analysed. False while the input device is awaited. */
  get isAnalysing(): boolean {
    return this.#current?.isAnalysing ?? false;
  }

  async teach<T extends TeachingType>(type: T, input: TeachingExchanges[T]['in']): Promise<TeachingResult<T>> {
    if (!this.#current) throw new PinnaError(PinnaErrorCode.WorkerFailed, 'The analysis is not ready. Try again.');
    return this.#current.teach(type, input);
  }

  updateSelection(): void {
    this.#current?.updateSelection();
  }

  async close(): Promise<void> {
    await this.#scope.close();
    await this.#opening.catch(() => undefined);
    await this.#current?.close();
  }

  /** Tries until a session is open. */
  async #open(): Promise<void> {
    const { signal, callbacks } = this.#options;
    for (;;) {
      const attempt = (this.#attempt = new AbortController());
      try {
        await this.#try(AbortSignal.any([signal, attempt.signal]));
        signal.throwIfAborted();
        return;
      } catch (cause) {
        signal.throwIfAborted();
        if (!attempt.signal.aborted) await this.#wait(unforeseenError(cause));
        callbacks.starting();
      }
    }
  }

  async #try(signal: AbortSignal): Promise<void> {
    const { source, open, callbacks } = this.#options;
    let failure: PinnaError | undefined;
    this.#status = undefined;
    this.#watchdog.begin(performance.now());
    const nextSource = source();
    this.#isMicrophone = nextSource.kind === 'microphone';
    this.#current = await open(nextSource, signal, {
      ...callbacks,
      status: (status) => callbacks.status((this.#status = status)),
      blocked: () => {
        this.#watchdog.block();
        callbacks.blocked();
      },
      ended: (error) => {
        if (!error) callbacks.ended(undefined);
        else if (this.#current) this.#replace(error);
        else failure = error;
      },
    });
    if (failure) this.#replace(failure);
  }

  /**
   * Waits for the retry delay, or for an earlier reason to retry.
   * @throws the error if no retry can help; the signal's reason
   */
  async #wait(error: PinnaError): Promise<void> {
    if (error.code === PinnaErrorCode.BadOption) throw error;
    const { signal, callbacks } = this.#options;
    const now = performance.now();
    const { delay } = this.#retries.next(now);
    callbacks.waiting({ error, at: now + delay });
    if (await waitForRetryReason(delay, signal, { includeGestures: true })) this.#retries.reset();
  }

  /** Replaces the open session. @param error why it cannot continue; undefined if it is stalled */
  #replace(error?: PinnaError): void {
    const before = this.#current;
    if (!before) return;
    this.#current = undefined;
    this.#last = before;
    this.#opening = this.#reopen(before, error);
    this.#opening.catch((cause: unknown) => {
      if (!this.#options.signal.aborted) this.#options.callbacks.ended(cause as PinnaError);
    });
  }

  async #reopen(before: ListeningSession, error: PinnaError | undefined): Promise<void> {
    const { callbacks } = this.#options;
    callbacks.starting();
    this.#attempt.abort();
    await before.close();
    if (error) await this.#wait(error);
    callbacks.starting();
    await this.#open();
    callbacks.running();
  }

  async #poll(): Promise<void> {
    const attempt = this.#attempt;
    const status = this.#current && this.#status;
    if (!this.#isMicrophone || !this.#watchdog.isStuck(status, performance.now())) return;
    // The browser is asking the user for permission, which may take any time.
    if (!status && (await microphonePermission())?.state === 'prompt') return;
    if (attempt !== this.#attempt) return;
    if (this.#current) this.#replace();
    else attempt.abort(new DOMException('Listening did not start in time.', 'TimeoutError'));
  }
}
