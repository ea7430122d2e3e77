import type { ClassManifest, DecisionManifest, HeadManifest } from '../../../src/model/manifest.js';

export const HOP = 0.02;

/** Returns a sigmoid head with thresholds 0.5 and 0.3; by default it does nothing else. */
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

/** Returns a softmax head; by default it waits for `music` of `events`. */
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

/** Returns the logit of a probability. */
export const logit = (p: number): number => Math.log(p / (1 - p));

/** Returns the logits of one class for these scores, frame by frame. */
export const logitsOf = (scores: readonly number[]): Float32Array => Float32Array.from(scores, logit);

/** Returns an array of `count` equal values. */
export const times = <T>(count: number, value: T): T[] => Array<T>(count).fill(value);
