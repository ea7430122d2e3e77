import type { ListenerStatus } from './listener-events.js';

/** Longest interval between two checks of a page that is awake, ms. */
const AWAKE = 3000;
/** Time without analysed samples after which a session counts as stalled, ms. */
const STALLED = 15_000;
/** Duration of digital silence after which a microphone is reopened, ms. Some systems deliver sound only after that. */
const SILENT = 60_000;
/** Time limit for opening a session, ms. */
const OPENING = 60_000;

/** Detects a microphone session that has stalled without an error. Pure; all times are on one clock, ms. */
export class Watchdog {
  #looked = 0;
  /** Time of the last progress: the beginning, or newly analysed samples. */
  #moved = 0;
  #sounded = 0;
  #processed = 0;
  #isBlocked = false;

  /** Restarts the watch for a session that is being opened. */
  begin(now: number): void {
    this.#looked = this.#moved = this.#sounded = now;
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
    const isExcused = now - this.#looked > AWAKE || status?.interruption !== undefined || (!status && this.#isBlocked);
    this.#looked = now;
    const processed = status?.samples.processed ?? 0;
    if (isExcused || processed !== this.#processed) this.#moved = now;
    if (isExcused || !status?.silent) this.#sounded = now;
    this.#processed = processed;
    return now - this.#moved > (status ? STALLED : OPENING) || now - this.#sounded > SILENT;
  }
}
