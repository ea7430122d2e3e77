import { PooledScores } from '../decisions/pooled-scores.js';
import { Decisions } from '../decisions/decisions.js';
import type { Detection } from '../decisions/detection.js';
import { lookAhead } from '../features/rows.js';
import type { HeadManifest } from '../model/manifest.js';
import type { StreamingNetwork } from '../model/network/streaming-network.js';
import type { ReportedEvent } from './detection-delay.js';
import { ThresholdRuns } from './threshold-runs.js';
import type { TimedEvent } from './timed-event.js';
import { BIRD, EVENTS, GENRE } from './vocabulary.js';

/** Thresholds of the PSDS operating points: the centres of 50 equal parts of 0 to 1. */
export const THRESHOLDS: readonly number[] = Array.from({ length: 50 }, (_, i) => (i + 0.5) / 50);
/** The first of `THRESHOLDS` above one half: 0.51. */
const ABOVE_HALF = THRESHOLDS.findIndex((threshold) => threshold > 0.5);

/** Durations from the recording's start after which the genre is evaluated, seconds. */
export const PREFIXES = [1, 3, 10] as const;

/** Time from which the live genre is evaluated, seconds. */
export const SETTLED = 3;

/** Frame-by-frame results of one recording. */
export interface FrameObservations {
  /** Time at which a detection was reported: when that row of scores was complete, seconds; undefined if it never was. */
  readonly reportedAt: (detection: Detection) => number | undefined;
  /** Genre scores over each duration of `PREFIXES`; null if the recording is shorter or the model has no genre head. */
  readonly prefixes: readonly (Float32Array | null)[];
  /** Number of rows of scores from `SETTLED`. */
  readonly settledFrames: number;
  /** Number of those rows that showed each genre (with an open gate), `[genres]`. */
  readonly shownGenres: readonly number[];
  /** Detections at each of `THRESHOLDS`, from the smoothed scores of events and bird. */
  readonly runs: readonly (readonly TimedEvent[])[];
  /** Stretches in which a smoothed score of an event or of the bird is above one half. `reportedAt`: its first such row is complete. */
  readonly aboveHalf: readonly ReportedEvent[];
}

/**
 * Repeats the engine's decisions one frame at a time and records the time of each. The decisions are the same, since
 * they do not depend on how the frames are cut into steps.
 */
export class FrameObserver {
  readonly #heads: readonly HeadManifest[];
  /** Distance between rows of scores, seconds. */
  readonly #rowSeconds: number;
  /** Time from the end of a row until it is complete, seconds. */
  readonly #lookAhead: number;
  readonly #decisions: Decisions;
  readonly #reportTimes = new Map<string, number>();
  readonly #prefixes: readonly { readonly frames: number; readonly scores: PooledScores }[];
  readonly #runs: ThresholdRuns;
  readonly #runScores: Float64Array;
  readonly #runHeads: readonly string[];
  readonly #shownGenres: number[];
  #frames = 0;
  #settledFrames = 0;

  constructor({ manifest, rowSeconds }: Pick<StreamingNetwork, 'manifest' | 'rowSeconds'>) {
    const { heads, features } = manifest;
    this.#heads = heads;
    this.#rowSeconds = rowSeconds;
    this.#lookAhead = lookAhead(features);
    this.#decisions = new Decisions(heads, rowSeconds);
    this.#prefixes = PREFIXES.map((seconds) => ({
      // The tolerance keeps rounding from dropping the row that is complete exactly then.
      frames: Math.floor((seconds - this.#lookAhead) / rowSeconds + 1e-6),
      scores: new PooledScores(heads),
    }));
    const followed = heads.filter(({ name }) => name === EVENTS || name === BIRD);
    const labels = followed.flatMap(({ name, classes }) => (name === BIRD ? [BIRD] : classes.map((c) => c.name)));
    this.#runHeads = followed.map(({ name }) => name);
    this.#runs = new ThresholdRuns(labels, THRESHOLDS);
    this.#runScores = new Float64Array(labels.length);
    this.#shownGenres = heads.find(({ name }) => name === GENRE)?.classes.map(() => 0) ?? [];
  }

  /**
   * Processes one step of the engine.
   *
   * @param logits per head `[frames × classes]`, row-major
   * @param time of the first row, seconds
   */
  push(logits: Readonly<Record<string, Float32Array>>, frames: number, time: number): void {
    for (let row = 0; row < frames; row++) {
      const frame = Object.fromEntries(
        this.#heads.map(({ name, classes }) => [
          name,
          logits[name]!.subarray(row * classes.length, (row + 1) * classes.length),
        ]),
      );
      this.#pushFrame(frame, time + row * this.#rowSeconds);
    }
  }

  /** Ends the recording and returns its results. */
  finish(): FrameObservations {
    const runs = this.#runs.finish();
    const toComplete = this.#rowSeconds + this.#lookAhead;
    return {
      reportedAt: (detection) => this.#reportTimes.get(key(detection)),
      prefixes: this.#prefixes.map(({ frames, scores }) =>
        scores.frames === frames ? (scores.result()?.[GENRE] ?? null) : null,
      ),
      settledFrames: this.#settledFrames,
      shownGenres: this.#shownGenres,
      runs,
      aboveHalf: runs[ABOVE_HALF]!.map((run) => ({ ...run, reportedAt: run.onset + toComplete })),
    };
  }

  #pushFrame(frame: Record<string, Float32Array>, time: number): void {
    const complete = time + this.#rowSeconds + this.#lookAhead;
    const { smoothed, gates, changes } = this.#decisions.push(frame, 1, time);
    for (const { phase, detection } of changes) if (phase === 'start') this.#reportTimes.set(key(detection), complete);
    this.#frames += 1;
    for (const { frames, scores } of this.#prefixes) if (this.#frames <= frames) scores.add(frame, 1);
    let place = 0;
    for (const name of this.#runHeads) {
      this.#runScores.set(smoothed[name]!, place);
      place += smoothed[name]!.length;
    }
    this.#runs.push(this.#runScores, time, time + this.#rowSeconds);
    const genre = smoothed[GENRE];
    if (!genre || time < SETTLED) return;
    this.#settledFrames += 1;
    if (gates[GENRE] ?? true) this.#shownGenres[genre.indexOf(Math.max(...genre))]! += 1;
  }
}

/** Identifies a detection. A class has at most one detection at a time, so its onset is unique. */
const key = ({ head, label, onset }: Detection): string => `${head} ${label} ${onset.toFixed(6)}`;
