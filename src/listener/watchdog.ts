import type { ListenerStatus } from './listener-events.js';

/** Longest interval between two checks of a page that is awake, ms. */
const MAX_CHECK_INTERVAL = 3000;
/** Time without analysed samples after which a session counts as stalled, ms. */
const STALL_LIMIT = 15_000;
/** Duration of digital silence after which a microphone is reopened, ms. Some systems deliver sound only after that. */
const SILENCE_LIMIT = 60_000;
/** Time limit for opening a session, ms. */
const OPENING_LIMIT = 60_000;

/** Detects a microphone session that has stalled without an error. Pure; all times are on one clock, ms. */
export class Watchdog {
  #lastCheck = 0;
  /** Time of the last progress: the beginning, or newly analysed samples. */
  #lastProgress = 0;
  #lastSound = 0;
  #processed = 0;
  #isBlocked = false;

  /** Restarts the watch for a session that is being opened. */
  begin(now: number): void {
    this.#lastCheck = this.#lastProgress = this.#lastSound = now;
    this.#processed = 0;
    this.#isBlocked = false;
  }

  /** Notes that opening waits for a user gesture. */
  block(): void {
    this.#isBlocked = true;
  }

  /**
   * Whether the session must be replaced. Call it about once a second.
   * @param status undefined while the session is being opened
   */
  isStuck(status: Pick<ListenerStatus, 'samples' | 'silent' | 'interruption'> | undefined, now: number): boolean {
    // The time limits start again after the page was frozen, during an interruption, and while opening waits for a gesture.
    const isExcused =
      now - this.#lastCheck > MAX_CHECK_INTERVAL || status?.interruption !== undefined || (!status && this.#isBlocked);
    this.#lastCheck = now;
    const processed = status?.samples.processed ?? 0;
    if (isExcused || processed !== this.#processed) this.#lastProgress = now;
    if (isExcused || !status?.silent) this.#lastSound = now;
    this.#processed = processed;
    return now - this.#lastProgress > (status ? STALL_LIMIT : OPENING_LIMIT) || now - this.#lastSound > SILENCE_LIMIT;
  }
}
