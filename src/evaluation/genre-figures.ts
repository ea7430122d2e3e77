import { ConfusionMatrix, type ConfusionFigures } from './confusion-matrix.js';
import { PREFIXES, type FrameObservations } from './frame-observer.js';
import type { LabelledRecording } from './labelled-manifest.js';
import { ratio } from '../statistics.js';

/** Accuracy of the genre, by recording scores and live. */
export interface GenreFigures {
  /**
   * By the scores of the first 1, 3 and 10 seconds (of recordings at least that long) and of the whole recording: keys
   * `1`, `3`, `10`, `all`.
   */
  readonly prefixes: Readonly<Record<string, ConfusionFigures>>;
  /** By the genre shown in each frame, from 3 s. */
  readonly live: {
    /** Number of frames evaluated, from 3 s after each recording's start. */
    readonly frames: number;
    /** Share of those frames in which a genre is shown, right or wrong. */
    readonly shown: number | null;
    /** Share of those frames in which the right genre is shown. */
    readonly right: number | null;
    /** Share of right genres among the frames in which one is shown. */
    readonly rightWhenShown: number | null;
  };
}

const ALL = 'all';

/** Evaluates the genre of recordings whose genre is known. */
export class GenreScore {
  readonly #genres: readonly string[];
  readonly #matrices: ReadonlyMap<string, ConfusionMatrix>;
  #frames = 0;
  #shown = 0;
  #right = 0;

  constructor(genres: readonly string[]) {
    this.#genres = genres;
    this.#matrices = new Map([...PREFIXES.map(String), ALL].map((name) => [name, new ConfusionMatrix(genres)]));
  }

  /**
   * Adds one recording.
   *
   * @param scores of the whole recording, `[genres]`
   */
  add({ genre }: LabelledRecording, scores: Float32Array, observations: FrameObservations): void {
    if (genre === null) return;
    const truth = this.#genres.indexOf(genre);
    const predicted = (values: Float32Array) => values.indexOf(Math.max(...values));
    observations.prefixes.forEach((values, i) => {
      if (values) this.#matrices.get(String(PREFIXES[i]))!.add(truth, predicted(values));
    });
    this.#matrices.get(ALL)!.add(truth, predicted(scores));
    this.#frames += observations.settledFrames;
    this.#shown += observations.shownGenres.reduce((sum, frames) => sum + frames, 0);
    this.#right += observations.shownGenres[truth]!;
  }

  result(): GenreFigures {
    const [frames, shown, right] = [this.#frames, this.#shown, this.#right];
    return {
      prefixes: Object.fromEntries([...this.#matrices].map(([name, matrix]) => [name, matrix.result()])),
      live: {
        frames,
        shown: ratio(shown, frames),
        right: ratio(right, frames),
        rightWhenShown: ratio(right, shown),
      },
    };
  }
}
