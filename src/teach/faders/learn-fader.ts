import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { FRAME_DESCRIPTORS } from '../examples/frame-descriptors.js';
import { rankCorrelation } from './rank-correlation.js';
import { predicted, RidgeSums, type RidgeRow } from './ridge.js';
import type { TaughtFader } from '../file/taught-fader.js';

/** A stretch of sound to which the user gave a number. */
export interface FaderExample {
  /** Mean of its normalised embeddings, then mean of its frame descriptors, `[size + FRAME_DESCRIPTORS.length]`. */
  readonly values: Float32Array;
  /** The number, 0 to 1. */
  readonly target: number;
  /** Examples of the same key are left out together: they are of one recording. */
  readonly key: string;
}

/** Penalties that are tried; the one with the smallest error on left-out examples is used. */
const PENALTIES = [0.03, 0.1, 0.3, 1, 3, 10, 30] as const;
/** Most parts into which the recordings are divided to leave one out at a time. */
const MOST_PARTS = 6;

/**
 * Learns a fader by ridge regression. The penalty is chosen by leaving recordings out; the correlation rests on recordings that were
 * left out of that choice, too. Pure.
 *
 * @throws PinnaError `bad-option` if all examples have the same number
 */
export function learnFader(name: string, examples: readonly FaderExample[]): TaughtFader {
  if (new Set(examples.map(({ target }) => target)).size < 2)
    throw new PinnaError(
      PinnaErrorCode.BadOption,
      `The fader "${name}" needs two examples with different values. Add an example with another value.`,
    );
  const width = examples[0]!.values.length;
  const parts = partsOf(examples);
  const left = parts.map((part, p) => {
    const penalty = bestPenalty(
      parts.filter((_, other) => other !== p),
      width,
    );
    const { weights, bias } = new RidgeSums(width, parts.filter((_, other) => other !== p).flat()).fit(penalty);
    return part.map(({ values }) => predicted({ weights, bias }, values));
  });
  const { weights, bias } = new RidgeSums(width, examples).fit(bestPenalty(parts, width));
  const size = width - FRAME_DESCRIPTORS.length;
  const recordings = parts.flat();
  return {
    name,
    weights: Float32Array.from(weights.subarray(0, size)),
    descriptors: Float32Array.from(weights.subarray(size)),
    bias,
    figures: {
      examples: examples.length,
      correlation: rankCorrelation(
        recordings.map(({ target }) => target),
        left.flat(),
      ),
    },
  };
}

/** Divides the examples by recording. */
function partsOf(examples: readonly FaderExample[]): FaderExample[][] {
  const keys = [...new Set(examples.map(({ key }) => key))];
  const count = Math.min(MOST_PARTS, keys.length);
  return Array.from({ length: count }, (_, p) => examples.filter(({ key }) => keys.indexOf(key) % count === p));
}

/** Returns the penalty with the smallest squared error on left-out parts; the largest if there is only one part. */
function bestPenalty(parts: readonly (readonly RidgeRow[])[], width: number): number {
  const whole = new RidgeSums(width, parts.flat());
  const errors = PENALTIES.map(() => 0);
  if (parts.length > 1) {
    for (const part of parts) {
      const rest = whole.without(new RidgeSums(width, part));
      PENALTIES.forEach((penalty, i) => {
        const fit = rest.fit(penalty);
        for (const { values, target } of part) errors[i]! += (predicted(fit, values) - target) ** 2;
      });
    }
  }
  const best = errors.lastIndexOf(Math.min(...errors));
  return PENALTIES[best]!;
}
