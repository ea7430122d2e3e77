import { activate } from '../../decisions/activation.js';
import type { HeadManifest } from '../../model/manifest.js';

/** Most classes of a head to compare. */
const MOST: Readonly<Record<string, number>> = { bird: 1, genre: 1, events: 3 };

/** Scores of one class in both networks, 0 to 1. */
export interface ComparedScore {
  readonly head: string;
  readonly label: string;
  /** Of the network that listens. */
  readonly whole: number;
  /** Of the shown network. */
  readonly shown: number;
}

/** Newest scores of each head, `[classes]`. */
export type NewestScores = Readonly<Record<string, Float32Array>>;

/** Returns the newest scores out of logits of all heads. @param logits `[rows × all classes]`, row-major */
export function scoresOf(heads: readonly HeadManifest[], logits: Float32Array): NewestScores {
  const width = heads.reduce((sum, { classes }) => sum + classes.length, 0);
  let first = logits.length - width;
  const scores: Record<string, Float32Array> = {};
  for (const head of heads) {
    const own = new Float32Array(head.classes.length);
    activate(head, logits.subarray(first, first + own.length), 0, own);
    scores[head.name] = own;
    first += own.length;
  }
  return scores;
}

/** Returns the classes of each head that score highest in either network. */
export function comparedScores(
  heads: readonly HeadManifest[],
  whole: NewestScores,
  shown: NewestScores,
): ComparedScore[] {
  return heads.flatMap(({ name, classes }) => {
    const [a, b] = [whole[name], shown[name]];
    if (!a || !b) return [];
    return classes
      .map(({ name: label }, i) => ({ head: name, label, whole: a[i]!, shown: b[i]! }))
      .sort((x, y) => Math.max(y.whole, y.shown) - Math.max(x.whole, x.shown))
      .slice(0, MOST[name] ?? 1);
  });
}
