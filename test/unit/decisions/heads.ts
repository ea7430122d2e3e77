import type { ClassManifest, DecisionManifest, HeadManifest } from '../../../src/model/manifest.js';

export const HOP = 0.02;

/** A sigmoid head that does nothing beyond thresholds 0.5 and 0.3, unless told. */
export function sigmoidHead(
  name: string,
  classes: readonly (string | ClassManifest)[],
  decision: Partial<DecisionManifest> = {},
): HeadManifest {
  return {
    name,
    activation: 'sigmoid',
    classes: classes.map((entry) => (typeof entry === 'string' ? { name: entry } : entry)),
    temperature: 1,
    clipPooling: 'mean-probability',
    decision: { minDuration: 0, mergeGap: 0, on: 0.5, off: 0.3, ...decision },
  };
}

/** A softmax head that waits for `music` of `events`, unless told. */
export function softmaxHead(
  name: string,
  classes: readonly string[],
  decision: Partial<DecisionManifest> = {},
): HeadManifest {
  return {
    ...sigmoidHead(name, classes, { gate: { head: 'events', class: 'music' }, ...decision }),
    activation: 'softmax',
  };
}

/** The logit of a probability. */
export const logit = (p: number): number => Math.log(p / (1 - p));

/** Logits of one class that has these scores, frame by frame. */
export const logitsOf = (scores: readonly number[]): Float32Array => Float32Array.from(scores, logit);

/** `count` times the same value. */
export const times = <T>(count: number, value: T): T[] => Array<T>(count).fill(value);
