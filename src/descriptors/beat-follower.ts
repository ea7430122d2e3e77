import { HOP_SECONDS } from '../features/log-mel-parameters.js';
import { beatPeriod } from './beat-period.js';

/** Length of the onset history used to estimate tempo, frames (8 s). */
const HISTORY = 400;
/** Onset history needed for the first tempo estimate, frames (4 s). */
const FIRST_ESTIMATE = 200;
/** Interval between tempo estimates, frames (1 s). */
const ESTIMATE_INTERVAL = 50;
/** Weight of the preceding beat's score in a cumulative score, 0 to 1. */
const INERTIA = 0.9;
/** How strictly the distance to the preceding beat must match the beat period. */
const TIGHTNESS = 5;
/** Pause threshold: mean onset strength of the last two beats relative to the mean of the history. */
const PAUSE_RATIO = 0.1;

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
  readonly #onsets = new Float64Array(HISTORY);
  readonly #scores = new Float64Array(HISTORY);
  /** Sum of the onset history. */
  #sum = 0;
  #frames = 0;
  /** Beat period, frames; 0 while there is no tempo. */
  #period = 0;
  /** Weight of a preceding beat by its distance, from half a period to two periods, frames. */
  #weights = new Float64Array(0);
  #nextEstimate = FIRST_ESTIMATE;
  /** Frame in which the next beat is predicted, and frame in which it is due. */
  #nextPrediction = 0;
  #due = -1;

  /**
   * Processes one frame.
   *
   * @param onset onset strength of the next frame
   */
  push(onset: number): FollowedBeat {
    const now = this.#frames++;
    this.#sum += onset - this.#onsets[now % HISTORY]!;
    this.#onsets[now % HISTORY] = onset;
    if (this.#frames === this.#nextEstimate) this.#estimateTempo();
    const isPause = this.#period > 0 && this.#isPause();
    this.#scores[now % HISTORY] =
      this.#period > 0 ? (1 - INERTIA) * onset + INERTIA * this.#bestBefore(now, this.#scoreAt) : onset;
    if (this.#period === 0 || isPause) {
      this.#nextPrediction = this.#frames; // predicts as soon as the music continues
      return { tempo: 0, isBeat: false };
    }
    const isBeat = now === this.#due;
    if (isBeat) this.#nextPrediction = now + Math.round(this.#period / 2);
    if (now === this.#nextPrediction) this.#predictBeat(now);
    return { tempo: 60 / (this.#period * HOP_SECONDS), isBeat };
  }

  /** Resets to the state before the first frame. */
  reset(): void {
    this.#onsets.fill(0);
    this.#scores.fill(0);
    this.#sum = 0;
    [this.#frames, this.#period, this.#nextEstimate, this.#nextPrediction, this.#due] = [0, 0, FIRST_ESTIMATE, 0, -1];
  }

  #estimateTempo(): void {
    this.#nextEstimate += ESTIMATE_INTERVAL;
    const known = Math.min(this.#frames, HISTORY);
    const newest = Float64Array.from({ length: known }, (_, i) => this.#onsets[(this.#frames - known + i) % HISTORY]!);
    const { period } = beatPeriod(newest, 1 / HOP_SECONDS);
    if (period === this.#period) return;
    this.#period = period;
    this.#weights = Float64Array.from({ length: Math.round(2 * period) - this.#shortestLag + 1 }, (_, i) =>
      Math.exp(-0.5 * (TIGHTNESS * Math.log((this.#shortestLag + i) / period)) ** 2),
    );
  }

  /** Shortest distance between two beats, frames. */
  get #shortestLag(): number {
    return Math.round(this.#period / 2);
  }

  #isPause(): boolean {
    const known = Math.min(this.#frames, HISTORY);
    const recent = Math.min(known, Math.round(2 * this.#period));
    let last = 0;
    for (let back = 1; back <= recent; back++) last += this.#onsets[(this.#frames - back) % HISTORY]!;
    return last / recent < (PAUSE_RATIO * this.#sum) / known;
  }

  /**
   * Returns the highest weighted score among the possible preceding beats.
   *
   * @param scoreAt valid for frames from `now - MEMORY`
   */
  #bestBefore(at: number, scoreAt: (frame: number) => number): number {
    const weights = this.#weights;
    const shortestLag = this.#shortestLag;
    let best = 0;
    for (let i = 0; i < weights.length; i++) best = Math.max(best, weights[i]! * scoreAt(at - shortestLag - i));
    return best;
  }

  /**
   * Predicts the next beat. Extrapolates the score over one beat without onsets. The beat is due at the maximum,
   * weighted towards half a beat ahead.
   */
  #predictBeat(now: number): void {
    const period = this.#period;
    const future = new Float64Array(Math.round(period) + 1);
    let highest = -1;
    for (let i = 1; i < future.length; i++) {
      const score = this.#bestBefore(now + i, (frame) => (frame > now ? future[frame - now]! : this.#scoreAt(frame)));
      future[i] = score;
      const weighted = score * Math.exp(-0.5 * ((i - period / 2) / (period / 4)) ** 2);
      if (weighted > highest) [highest, this.#due] = [weighted, now + i];
    }
  }

  /** Cumulative score of a frame, 0 before the first one. The history is longer than two periods. */
  readonly #scoreAt = (frame: number): number => (frame < 0 ? 0 : this.#scores[frame % HISTORY]!);
}
