import { ClipScores } from '../decisions/clip-scores.js';
import { Decisions } from '../decisions/decisions.js';
import type { Detection } from '../decisions/detection.js';
import type { ModelManifest } from '../model/manifest.js';
import { ThresholdRuns } from './threshold-runs.js';
import type { TimedEvent } from './timed-event.js';
import { BIRD, EVENTS, GENRE } from './vocabulary.js';

/** Where the operating points of the PSDS lie: the middles of 50 equal parts of 0 to 1. */
export const THRESHOLDS: readonly number[] = Array.from({ length: 50 }, (_, i) => (i + 0.5) / 50);

/** Lengths after which the genre of what was heard so far is asked for, seconds. */
export const PREFIXES = [1, 3, 10] as const;

/** From here on the live genre is judged, seconds. */
export const SETTLED = 3;

export interface FrameObservations {
  /** When a detection was announced: the end of that frame's window, seconds; undefined for one that never was. */
  readonly announced: (detection: Detection) => number | undefined;
  /** Genre scores of the first seconds, by `PREFIXES`; null where the clip is shorter. */
  readonly prefixes: readonly (Float32Array | null)[];
  /** Frames from `SETTLED` on. */
  readonly settledFrames: number;
  /** How many of them showed a genre (its gate was open), and which: `[genres]`. */
  readonly shownGenres: readonly number[];
  /** What each of `THRESHOLDS` would detect in the smoothed scores of events and bird. */
  readonly runs: readonly (readonly TimedEvent[])[];
}

/** The engine's steps frame by frame: the same decisions (any cutting gives the same ones), and when each one fell. */
export class FrameObserver {
  readonly #manifest: ModelManifest;
  readonly #decisions: Decisions;
  readonly #announcedAt = new Map<string, number>();
  readonly #prefixes: readonly { readonly frames: number; readonly scores: ClipScores }[];
  readonly #runs: ThresholdRuns;
  readonly #runScores: Float64Array;
  readonly #runHeads: readonly string[];
  readonly #shownGenres: number[];
  #frames = 0;
  #settledFrames = 0;

  constructor(manifest: ModelManifest) {
    this.#manifest = manifest;
    const { heads, features } = manifest;
    const { hopSeconds, windowSeconds } = features;
    this.#decisions = new Decisions(heads, hopSeconds);
    this.#prefixes = PREFIXES.map((seconds) => ({
      // Rounding must not cost the frame that ends just there.
      frames: Math.floor((seconds - windowSeconds) / hopSeconds + 1e-6) + 1,
      scores: new ClipScores(heads),
    }));
    const followed = heads.filter(({ name }) => name === EVENTS || name === BIRD);
    const labels = followed.flatMap(({ name, classes }) => (name === BIRD ? [BIRD] : classes.map((c) => c.name)));
    this.#runHeads = followed.map(({ name }) => name);
    this.#runs = new ThresholdRuns(labels, THRESHOLDS);
    this.#runScores = new Float64Array(labels.length);
    this.#shownGenres = heads.find(({ name }) => name === GENRE)?.classes.map(() => 0) ?? [];
  }

  /**
   * One step of the engine.
   *
   * @param logits per head `[frames × classes]`, row-major
   * @param time of the first frame, seconds
   */
  push(logits: Readonly<Record<string, Float32Array>>, frames: number, time: number): void {
    const { heads, features } = this.#manifest;
    for (let row = 0; row < frames; row++) {
      const frame = Object.fromEntries(
        heads.map(({ name, classes }) => [
          name,
          logits[name]!.subarray(row * classes.length, (row + 1) * classes.length),
        ]),
      );
      this.#pushFrame(frame, time + row * features.hopSeconds);
    }
  }

  finish(): FrameObservations {
    return {
      announced: (detection) => this.#announcedAt.get(key(detection)),
      prefixes: this.#prefixes.map(({ frames, scores }) =>
        scores.frames === frames ? (scores.result()?.[GENRE] ?? null) : null,
      ),
      settledFrames: this.#settledFrames,
      shownGenres: this.#shownGenres,
      runs: this.#runs.finish(),
    };
  }

  #pushFrame(frame: Record<string, Float32Array>, time: number): void {
    const { hopSeconds, windowSeconds } = this.#manifest.features;
    const { smoothed, gates, changes } = this.#decisions.push(frame, 1, time);
    for (const { phase, detection } of changes)
      if (phase === 'start') this.#announcedAt.set(key(detection), time + windowSeconds);
    this.#frames += 1;
    for (const { frames, scores } of this.#prefixes) if (this.#frames <= frames) scores.add(frame, 1);
    let place = 0;
    for (const name of this.#runHeads) {
      this.#runScores.set(smoothed[name]!, place);
      place += smoothed[name]!.length;
    }
    this.#runs.push(this.#runScores, time, time + hopSeconds);
    const genre = smoothed[GENRE];
    if (!genre || time < SETTLED) return;
    this.#settledFrames += 1;
    if (gates[GENRE] ?? true) this.#shownGenres[genre.indexOf(Math.max(...genre))]! += 1;
  }
}

/** A class has one detection at a time, so its onset tells it from others. */
const key = ({ head, label, onset }: Detection): string => `${head} ${label} ${onset.toFixed(6)}`;
