import { HOP_SECONDS } from '../features/log-mel-parameters.js';
import { beatPeriod } from './beat-period.js';

/** Onsets that the tempo is found in, frames: 8 s. */
const MEMORY = 400;
/** Least of them for a first tempo, and from one look at it to the next, frames: 4 s, a second. */
const FIRST = 200;
const LOOK = 50;
/** How much of a score comes from the beat before, and how tightly that one's place is held to the pace. */
const INERTIA = 0.9;
const TIGHTNESS = 5;
/** A pause: the last two beats hold so little of what is usual. */
const PAUSE = 0.1;

/** What a frame says of the beat. */
export interface FollowedBeat {
  /** Beats per minute; 0 while there is none. */
  readonly tempo: number;
  readonly isBeat: boolean;
}

/**
 * Follows beats as the sound comes, each told when it is due (Stark, Davies and Plumbley 2009, "Real-time beat-synchronous
 * analysis of musical audio"): a cumulative score of onsets that come at the pace, and from the middle between two beats a
 * look ahead to where it will be highest next. The tempo is looked at every second, in the last eight. Pure.
 */
export class BeatFollower {
  readonly #onsets = new Float64Array(MEMORY);
  readonly #scores = new Float64Array(MEMORY);
  /** Of the onsets that are remembered. */
  #sum = 0;
  #frames = 0;
  /** Frames; 0 while there is no tempo. */
  #period = 0;
  /** What a beat so many frames ago counts, from half a period on. */
  #weights = new Float64Array(0);
  #nextLook = FIRST;
  /** When the next beat is foreseen, and when it is due, in frames. */
  #foreseen = 0;
  #due = -1;

  /** @param onset strength of the next frame */
  push(onset: number): FollowedBeat {
    const now = this.#frames++;
    this.#sum += onset - this.#onsets[now % MEMORY]!;
    this.#onsets[now % MEMORY] = onset;
    if (this.#frames === this.#nextLook) this.#look();
    const isPause = this.#period > 0 && this.#isPause();
    this.#scores[now % MEMORY] =
      this.#period > 0 ? (1 - INERTIA) * onset + INERTIA * this.#bestBefore(now, this.#scoreAt) : onset;
    if (this.#period === 0 || isPause) {
      this.#foreseen = this.#frames; // as soon as it goes on
      return { tempo: 0, isBeat: false };
    }
    const isBeat = now === this.#due;
    if (isBeat) this.#foreseen = now + Math.round(this.#period / 2);
    if (now === this.#foreseen) this.#foresee(now);
    return { tempo: 60 / (this.#period * HOP_SECONDS), isBeat };
  }

  /** Forgets all that was heard. */
  reset(): void {
    this.#onsets.fill(0);
    this.#scores.fill(0);
    this.#sum = 0;
    [this.#frames, this.#period, this.#nextLook, this.#foreseen, this.#due] = [0, 0, FIRST, 0, -1];
  }

  #look(): void {
    this.#nextLook += LOOK;
    const known = Math.min(this.#frames, MEMORY);
    const newest = Float64Array.from({ length: known }, (_, i) => this.#onsets[(this.#frames - known + i) % MEMORY]!);
    const { period } = beatPeriod(newest, 1 / HOP_SECONDS);
    if (period === this.#period) return;
    this.#period = period;
    this.#weights = Float64Array.from({ length: Math.round(2 * period) - this.#nearest + 1 }, (_, i) =>
      Math.exp(-0.5 * (TIGHTNESS * Math.log((this.#nearest + i) / period)) ** 2),
    );
  }

  /** The shortest time between two beats that counts, frames. */
  get #nearest(): number {
    return Math.round(this.#period / 2);
  }

  #isPause(): boolean {
    const known = Math.min(this.#frames, MEMORY);
    const recent = Math.min(known, Math.round(2 * this.#period));
    let last = 0;
    for (let back = 1; back <= recent; back++) last += this.#onsets[(this.#frames - back) % MEMORY]!;
    return last / recent < (PAUSE * this.#sum) / known;
  }

  /** The score that a beat takes over from the best one before it. @param scoreAt of frames from `now - MEMORY` on */
  #bestBefore(at: number, scoreAt: (frame: number) => number): number {
    const weights = this.#weights;
    const nearest = this.#nearest;
    let best = 0;
    for (let i = 0; i < weights.length; i++) best = Math.max(best, weights[i]! * scoreAt(at - nearest - i));
    return best;
  }

  /** Lets the score run on for a beat without onsets: where it is highest, not far from half a beat ahead, the next is due. */
  #foresee(now: number): void {
    const period = this.#period;
    const future = new Float64Array(Math.round(period) + 1);
    let most = -1;
    for (let i = 1; i < future.length; i++) {
      const score = this.#bestBefore(now + i, (frame) => (frame > now ? future[frame - now]! : this.#scoreAt(frame)));
      future[i] = score;
      const weighted = score * Math.exp(-0.5 * ((i - period / 2) / (period / 4)) ** 2);
      if (weighted > most) [most, this.#due] = [weighted, now + i];
    }
  }

  /** 0 for what was never heard. The memory is longer than two periods. */
  readonly #scoreAt = (frame: number): number => (frame < 0 ? 0 : this.#scores[frame % MEMORY]!);
}
