/**
 * Why a running listener currently analyses no audio. It continues automatically:
 *
 * - `device-lost`: the microphone was disconnected. Continues when it returns; for the default microphone, when any
 *   microphone is available.
 * - `device-unavailable`: the microphone exists but cannot be opened, because something else uses it. Continues when it
 *   is free.
 * - `microphone-denied`: the microphone is no longer allowed. Continues when the user allows it again.
 * - `muted`: the system or a switch mutes the input. Continues when it is unmuted.
 * - `suspended`: the browser or the system has suspended the page's audio. Continues when audio may run again, at the
 *   latest at a user gesture.
 * - `analysis`: the worker failed or stopped responding. Continues when a replacement has loaded.
 */
export type Interruption =
  'device-lost' | 'device-unavailable' | 'microphone-denied' | 'muted' | 'suspended' | 'analysis';

/** Parts of a session that can fail independently. If several have failed, the first in this order is reported. */
const PARTS = ['capture', 'mute', 'context', 'analysis'] as const;

/** Tracks the interruption of each part of a session. */
export class Interruptions {
  readonly #causes = new Map<(typeof PARTS)[number], Interruption>();

  /** The interruption to report; undefined if no part is interrupted. */
  get current(): Interruption | undefined {
    const part = PARTS.find((one) => this.#causes.has(one));
    return part && this.#causes.get(part);
  }

  /** Sets the interruption of a part, or clears it. */
  set(part: (typeof PARTS)[number], cause: Interruption | undefined): void {
    if (cause) this.#causes.set(part, cause);
    else this.#causes.delete(part);
  }
}
