import { HOP_SECONDS } from '../features/log-mel-parameters';
import { beatPeriod } from './beat-period';

/** Onsets that the tempo is found in, frames: 8 s. */
const MEMORY = 400;
/** Least of them for a first tempo, and from one look at it to the next, frames: 4 s, half a second. */
const FIRST = 200;
const LOOK = 25;
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
 * look ahead to where it will be highest next. The tempo is looked at twice a second, in the last eight. Pure.
 */
export class BeatFollower {
  private readonly onsets = new Float64Array(MEMORY);
  private readonly scores = new Float64Array(MEMORY);
  private frames = 0;
  /** Frames; 0 while there is no tempo. */
  private period = 0;
  private nextLook = FIRST;
  /** When the next beat is foreseen, and when it is due, in frames. */
  private foreseen = 0;
  private due = -1;

  /** @param onset strength of the next frame */
  push(onset: number): FollowedBeat {
    const now = this.frames++;
    this.onsets[now % MEMORY] = onset;
    if (this.frames === this.nextLook) this.look();
    const isPause = this.period > 0 && this.isPause();
    this.scores[now % MEMORY] =
      this.period > 0 ? (1 - INERTIA) * onset + INERTIA * this.bestBefore(now, this.period) : onset;
    if (this.period === 0 || isPause) {
      this.foreseen = this.frames; // as soon as it goes on
      return { tempo: 0, isBeat: false };
    }
    const isBeat = now === this.due;
    if (isBeat) this.foreseen = now + Math.round(this.period / 2);
    if (now === this.foreseen) this.foresee(now);
    return { tempo: 60 / (this.period * HOP_SECONDS), isBeat };
  }

  /** Forgets all that was heard. */
  reset(): void {
    this.onsets.fill(0);
    this.scores.fill(0);
    [this.frames, this.period, this.nextLook, this.foreseen, this.due] = [0, 0, FIRST, 0, -1];
  }

  private look(): void {
    this.nextLook += LOOK;
    const known = Math.min(this.frames, MEMORY);
    const newest = Float64Array.from({ length: known }, (_, i) => this.onsets[(this.frames - known + i) % MEMORY]!);
    const { period } = beatPeriod(newest, 1 / HOP_SECONDS);
    this.period = period;
  }

  private isPause(): boolean {
    const known = Math.min(this.frames, MEMORY);
    const recent = Math.min(known, Math.round(2 * this.period));
    let [all, last] = [0, 0];
    for (let back = 1; back <= known; back++) {
      const onset = this.onsets[(this.frames - back) % MEMORY]!;
      all += onset;
      if (back <= recent) last += onset;
    }
    return last / recent < (PAUSE * all) / known;
  }

  /** The score that a beat at a frame takes over from the best one before it. */
  private bestBefore(at: number, period: number): number {
    let best = 0;
    for (let lag = Math.round(period / 2); lag <= Math.round(2 * period); lag++) {
      if (at - lag < 0 || at - lag <= this.frames - 1 - MEMORY) break;
      const weight = Math.exp(-0.5 * (TIGHTNESS * Math.log(lag / period)) ** 2);
      best = Math.max(best, weight * this.scores[(at - lag) % MEMORY]!);
    }
    return best;
  }

  /** Lets the score run on for a beat without onsets: where it is highest, not far from half a beat ahead, the next is due. */
  private foresee(now: number): void {
    const { period, scores } = this;
    const ahead = Math.round(period);
    const future = new Float64Array(ahead + 1);
    let best = -1;
    this.due = now + Math.max(1, Math.round(period / 2));
    for (let i = 1; i <= ahead; i++) {
      let most = 0;
      for (let lag = Math.round(period / 2); lag <= Math.round(2 * period); lag++) {
        const past = now + i - lag;
        if (past < 0 || past <= now - MEMORY) break;
        const score = past > now ? future[past - now]! : scores[past % MEMORY]!;
        most = Math.max(most, score * Math.exp(-0.5 * (TIGHTNESS * Math.log(lag / period)) ** 2));
      }
      future[i] = most;
      const weighted = most * Math.exp(-0.5 * ((i - period / 2) / (period / 4)) ** 2);
      if (weighted > best) [best, this.due] = [weighted, now + i];
    }
  }
}
