/**
 * Why a listener that runs hears nothing just now. It goes on by itself:
 *
 * - `device-lost`: the microphone was unplugged or taken away; when it, or for the default microphone another one, is there.
 * - `device-unavailable`: it is there but cannot be opened, because something else holds it; when it is free.
 * - `microphone-denied`: it is no longer allowed; when the user allows it again.
 * - `muted`: the system or a switch mutes it; when it is no longer muted.
 * - `suspended`: the browser or the system has halted the page's audio; when it lets it run, at the latest at a gesture.
 * - `analysis`: the worker failed or fell silent; when another one has loaded.
 */
export type Interruption =
  'device-lost' | 'device-unavailable' | 'microphone-denied' | 'muted' | 'suspended' | 'analysis';

/** The parts of a session that can fail each for itself; the first one that has is told. */
const PARTS = ['capture', 'mute', 'context', 'analysis'] as const;

/** What is interrupted, part by part. */
export class Interruptions {
  readonly #causes = new Map<(typeof PARTS)[number], Interruption>();

  /** What to tell; undefined while all is well. */
  get current(): Interruption | undefined {
    const part = PARTS.find((one) => this.#causes.has(one));
    return part && this.#causes.get(part);
  }

  set(part: (typeof PARTS)[number], cause: Interruption | undefined): void {
    if (cause) this.#causes.set(part, cause);
    else this.#causes.delete(part);
  }
}
