import { microphonePermission } from '../capture/sources/devices.js';
import { nextChance } from '../capture/sources/next-chance.js';
import type { Source } from '../capture/sources/source.js';
import type { Thresholds } from '../decisions/thresholds.js';
import { PinnaErrorCode, unforeseenError, type PinnaError } from '../errors.js';
import { Retries } from '../lifetime/retries.js';
import { Scope } from '../lifetime/scope.js';
import type { ListenerStatus, Retry } from './listener-events.js';
import type { ListeningSession, SessionCallbacks } from './listening-session.js';
import type { RecalledSound } from './recalled-sound.js';
import { Watchdog } from './watchdog.js';

/** Time between two looks of the watchdog, milliseconds. */
const LOOK = 1000;

/** What a Listener asks of a session. */
export type Session = Pick<ListeningSession, 'recall' | 'setThresholds' | 'describe' | 'close'>;

export interface KeptCallbacks extends SessionCallbacks {
  /** It has failed, and waits before it tries again. */
  waiting(retry: Retry): void;
  /** It opens a session, after a failure or instead of one that stood still. */
  starting(): void;
  /** It runs again. */
  running(): void;
}

interface KeptSessionOptions {
  /** Called before each try: what to listen to may have changed. */
  readonly source: () => Source;
  readonly open: (source: Source, signal: AbortSignal, callbacks: SessionCallbacks) => Promise<ListeningSession>;
  /** Ends opening, and later the care for sessions that fail. */
  readonly signal: AbortSignal;
  readonly callbacks: KeptCallbacks;
}

/**
 * A session that is opened again whenever it cannot be opened or cannot continue, soon at first, then less often: the
 * option `keepListening`. Main thread.
 */
export class KeptSession implements Session {
  readonly #options: KeptSessionOptions;
  readonly #scope = new Scope();
  readonly #retries = new Retries({ isFirstImmediate: false });
  readonly #watchdog = new Watchdog();
  /** Ends what is being opened, or the care of what is open. */
  #attempt = new AbortController();
  #isMicrophone = false;
  #current: ListeningSession | undefined;
  /** The one before, for what it still remembers. */
  #last: ListeningSession | undefined;
  #status: Omit<ListenerStatus, 'state'> | undefined;
  /** Settles when the session that is being opened is, or will not be. */
  #opening: Promise<void> = Promise.resolve();

  private constructor(options: KeptSessionOptions) {
    this.#options = options;
  }

  /**
   * Resolves once a session is open, however many tries that takes.
   * @throws PinnaError `bad-option`, which no further try would mend; the signal's reason
   */
  static async open(options: KeptSessionOptions): Promise<KeptSession> {
    const kept = new KeptSession(options);
    kept.#scope.interval(LOOK, () => void kept.#look());
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

  setThresholds(thresholds: Thresholds): void {
    this.#current?.setThresholds(thresholds);
  }

  describe(): void {
    this.#current?.describe();
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
    const wanted = source();
    this.#isMicrophone = wanted.kind === 'microphone';
    this.#current = await open(wanted, signal, {
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

  /** Waits for the time or a reason to try again. @throws the error where trying again would not help; the signal's reason */
  async #wait(error: PinnaError): Promise<void> {
    if (error.code === PinnaErrorCode.BadOption) throw error;
    const { signal, callbacks } = this.#options;
    const now = performance.now();
    const { delay } = this.#retries.next(now);
    callbacks.waiting({ error, at: now + delay });
    if (await nextChance(delay, signal, { isGestureWelcome: true })) this.#retries.reset();
  }

  /** @param error why the present session cannot continue; undefined where it stands still */
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

  async #look(): Promise<void> {
    const attempt = this.#attempt;
    const status = this.#current && this.#status;
    if (!this.#isMicrophone || !this.#watchdog.isStuck(status, performance.now())) return;
    // The user is being asked, and may take their time.
    if (!status && (await microphonePermission())?.state === 'prompt') return;
    if (attempt !== this.#attempt) return;
    if (this.#current) this.#replace();
    else attempt.abort(new DOMException('Listening did not start in time.', 'TimeoutError'));
  }
}
