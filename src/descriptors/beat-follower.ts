import { HOP_SECONDS } from '../features/log-mel-parameters.js';
import { beatPeriod } from './beat-period.js';

/** Length of the onset history used to estimate tempo, frames (8 s). */
const MEMORY = 400;
/** Onset history needed for the first tempo estimate, frames (4 s). */
const FIRST = 200;
/** Interval between tempo estimates, frames (1 s). */
const LOOK = 50;
/** Weight of the preceding beat's score in a cumulative score, 0 to 1. */
const INERTIA = 0.9;
/** How strictly the distance to the preceding beat must match the beat period. */
const TIGHTNESS = 5;
/** Pause threshold: mean onset strength of the last two beats relative to the mean of the history. */
const PAUSE = 0.1;

/** Tempo and beat of one frame. */
export interface FollowedBeat {
  /** Beats per minute; 0 while there is no tempo. */
  readonly tempo: number;
  /** Whether a beat is due in this frame. */
  readonly isBeat: boolean;
}

/**
 * Follows beats in real time and reports each one when it is due (Stark, Davies and Plumbley 2009, "Real-time
 * beat-synchronous analysis of musical audio"). A cumulative score favours onsets one beat period apart. Halfway
 * between two beats, it is extrapolated: the next beat is due at its maximum. The tempo is estimated once a second from
 * the last eight seconds. Pure.
 */
export class BeatFollower {
  readonly #onsets = new Float64Array(MEMORY);
  readonly #scores = new Float64Array(MEMORY);
  /** Sum of the onset history. */
  #sum = 0;
  #frames = 0;
  /** Beat period, frames; 0 while there is no tempo. */
  #period = 0;
  /** Weight of a preceding beat by its distance, from half a period to two periods, frames. */
  #weights = new Float64Array(0);
  #nextLook = FIRST;
  /** Frame in which the next beat is predicted, and frame in which it is due. */
  #foreseen = 0;
  #due = -1;

  /**
   * Processes one frame.
   *
   * @param onset onset strength of the next frame
   */
  push(onset: number): FollowedBeat {
    const now = this.#frames++;
    this.#sum += onset - this.#onsets[now % MEMORY]!;
    this.#onsets[now % MEMORY] = onset;
    if (this.#frames === this.#nextLook) this.#look();
    const isPause = this.#period > 0 && this.#isPause();
    this.#scores[now % MEMORY] =
      this.#period > 0 ? (1 - INERTIA) * onset + INERTIA * this.#bestBefore(now, this.#scoreAt) : onset;
    if (this.#period === 0 || isPause) {
      this.#foreseen = this.#frames; // predicts as soon as the music continues
      return { tempo: 0, isBeat: false };
    }
    const isBeat = now === this.#due;
    if (isBeat) this.#foreseen = now + Math.round(this.#period / 2);
    if (now === this.#foreseen) this.#foresee(now);
    return { tempo: 60 / (this.#period * HOP_SECONDS), isBeat };
  }

  /** Resets to the state before the first frame. */
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

  /** Shortest distance between two beats, frames. */
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

  /**
   * Returns the highest weighted score among the possible preceding beats.
   *
   * @param scoreAt valid for frames from `now - MEMORY`
   */
  #bestBefore(at: number, scoreAt: (frame: number) => number): number {
    const weights = this.#weights;
    const nearest = this.#nearest;
    let best = 0;
    for (let i = 0; i < weights.length; i++) best = Math.max(best, weights[i]! * scoreAt(at - nearest - i));
    return best;
  }

  /**
   * Predicts the next beat. Extrapolates the score over one beat without onsets. The beat is due at the maximum,
   * weighted towards half a beat ahead.
   */
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

  /** Cumulative score of a frame, 0 before the first one. The history is longer than two periods. */
  readonly #scoreAt = (frame: number): number => (frame < 0 ? 0 : this.#scores[frame % MEMORY]!);
}
