import type { HeadManifest } from '../../model/manifest.js';

/** What a track mostly is. `field` is everything with sounds that is neither music nor speech. */
export type TrackKind = 'music' | 'speech' | 'field';

const KINDS: readonly TrackKind[] = ['music', 'speech', 'field'];
/** Score from which on a sound counts as heard. */
const HEARD = 0.5;
/** Time that decides at first, seconds of sound. */
const FIRST_DECISION = 3;
/** Lead that changes the decision, seconds of sound: a view that is ordered by it stays in place. */
const CHANGE = 10;

/**
 * Decides what a track mostly is, from the scores. Time in which nothing is recognised does not count. Once decided, it changes
 * only after another kind has prevailed for ten seconds. Pure.
 */
export class TrackKindDecision {
  readonly #lead: Record<TrackKind, number> = { music: 0, speech: 0, field: 0 };
  #kind: TrackKind | undefined;

  /** The kind; undefined until three seconds of sound have decided. */
  get kind(): TrackKind | undefined {
    return this.#kind;
  }

  /**
   * Adds one network step.
   * @param scores of each head, `[classes]`, 0 to 1
   * @param seconds duration of the step
   * @returns whether the kind has changed
   */
  push(scores: Readonly<Record<string, Float32Array>>, heads: readonly HeadManifest[], seconds: number): boolean {
    const heard = kindOf(scores, heads);
    if (!heard) return false;
    for (const kind of KINDS)
      this.#lead[kind] = Math.min(CHANGE, Math.max(0, this.#lead[kind] + (kind === heard ? seconds : -seconds)));
    const needed = this.#kind === undefined ? FIRST_DECISION : CHANGE;
    // Sums of step durations are inexact.
    if (heard === this.#kind || this.#lead[heard] < needed - 1e-6) return false;
    this.#kind = heard;
    for (const kind of KINDS) this.#lead[kind] = 0;
    return true;
  }
}

/** Returns the kind of one step; undefined if nothing is recognised. */
function kindOf(scores: Readonly<Record<string, Float32Array>>, heads: readonly HeadManifest[]): TrackKind | undefined {
  const isHeard = (name: string, label?: string) => {
    const classes = heads.find((head) => head.name === name)?.classes ?? [];
    return classes.some((one, i) => (label === undefined || one.name === label) && (scores[name]?.[i] ?? 0) >= HEARD);
  };
  if (isHeard('events', 'music')) return 'music';
  if (isHeard('events', 'speech')) return 'speech';
  return isHeard('bird') || isHeard('events') ? 'field' : undefined;
}
