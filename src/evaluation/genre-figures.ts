import { ConfusionMatrix, type ConfusionFigures } from './confusion-matrix.js';
import { PREFIXES, type FrameObservations } from './frame-observer.js';
import type { LabelledClip } from './labelled-manifest.js';
import { ratio } from './statistics.js';

export interface GenreFigures {
  /** By the clip score of the first 1, 3, 10 seconds (clips that are at least that long) and of all: `1`, `3`, `10`, `all`. */
  readonly prefixes: Readonly<Record<string, ConfusionFigures>>;
  readonly live: {
    /** Time judged, from 3 s after each clip's beginning, in frames. */
    readonly frames: number;
    /** Share of that time in which a genre is shown, right or wrong. */
    readonly shown: number | null;
    /** Share of that time in which the right one is shown. */
    readonly right: number | null;
    /** Share of the time in which one is shown that it is the right one. */
    readonly rightWhenShown: number | null;
  };
}

const ALL = 'all';

/** What is said of clips whose genre is known. */
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

  /** @param scores of the whole clip, `[genres]` */
  add({ genre }: LabelledClip, scores: Float32Array, observations: FrameObservations): void {
    if (genre === null) return;
    const truth = this.#genres.indexOf(genre);
    const said = (values: Float32Array) => values.indexOf(Math.max(...values));
    observations.prefixes.forEach((values, i) => {
      if (values) this.#matrices.get(String(PREFIXES[i]))!.add(truth, said(values));
    });
    this.#matrices.get(ALL)!.add(truth, said(scores));
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
