import type { Frames } from '../../listener/listener-events.js';

/** What an export says of a listening session beside its detections, gathered from the listener's events. */
export class SessionRecord {
  /** The session is heard from its beginning, and was not joined on the way. */
  sawStart = false;
  /** Time of the first frame, seconds. */
  first: number | undefined;
  /** Time after the last frame, seconds. */
  until = 0;
  /** Wall-clock time of second 0, milliseconds. */
  zero = Infinity;

  /** @param starting Whether the session is heard from its beginning, and not joined on the way. */
  reset(starting: boolean): void {
    this.sawStart = starting;
    this.first = undefined;
    this.until = 0;
    this.zero = Infinity;
  }

  /**
   * @param hopSeconds of the model
   * @param now wall-clock time, milliseconds
   */
  hear({ time, frames }: Frames, hopSeconds: number, now = Date.now()): void {
    this.first ??= time;
    this.until = time + frames * hopSeconds;
    // Frames come late, never early: the least late tells best, to within the latency of some hundredths of a second.
    this.zero = Math.min(this.zero, now - this.until * 1000);
  }
}
