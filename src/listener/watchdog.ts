import type { ListenerStatus } from './listener-events.js';

/** Longest time between two looks of a page that is awake, milliseconds. */
const AWAKE = 3000;
/** Time without analysed samples after which a session has stopped without noticing it, milliseconds. */
const STALLED = 15_000;
/** Time of digital silence after which a microphone is opened again, milliseconds: some systems give it back only then. */
const SILENT = 60_000;
/** Time after which opening hangs, milliseconds. */
const OPENING = 60_000;

/** Notices a microphone session that stands still without having failed. Pure; all times on one clock, milliseconds. */
export class Watchdog {
  #looked = 0;
  /** When something last happened: the beginning, or analysed samples. */
  #moved = 0;
  #sounded = 0;
  #processed = 0;
  #isBlocked = false;

  /** A session is being opened. */
  begin(now: number): void {
    this.#looked = this.#moved = this.#sounded = now;
    this.#processed = 0;
    this.#isBlocked = false;
  }

  /** Opening waits for the user to touch the page. */
  block(): void {
    this.#isBlocked = true;
  }

  /**
   * Whether the session has to be replaced. To be asked about once a second.
   * @param status undefined while the session is being opened
   */
  isStuck(status: Pick<ListenerStatus, 'samples' | 'silent' | 'interruption'> | undefined, now: number): boolean {
    // A page that was halted for a while has missed its samples: they get the time to come.
    const isExcused = now - this.#looked > AWAKE || status?.interruption !== undefined || (!status && this.#isBlocked);
    this.#looked = now;
    const processed = status?.samples.processed ?? 0;
    if (isExcused || processed !== this.#processed) this.#moved = now;
    if (isExcused || !status?.silent) this.#sounded = now;
    this.#processed = processed;
    return now - this.#moved > (status ? STALLED : OPENING) || now - this.#sounded > SILENT;
  }
}
