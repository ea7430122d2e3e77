import type { Rows } from '../examples/embed.js';
import type { Calibration, TaughtClass } from '../file/taught-class.js';
import { calibrate } from './calibration.js';
import { discriminant } from './discriminant.js';
import { foldsOf, wholeMaterial, type ClassMaterial, type Fold } from './folds.js';
import { sigmoid } from './linear-softmax.js';
import { meanRow, valuesOf, type Linear } from './linear.js';
import { logisticRegression } from './logistic.js';
import { ROOM_WEIGHT, sideWeights, type ExampleRows, type Material, type SideWeights } from './material.js';
import { distance, radiusOf } from './open-set.js';
import { highestIn, peakIn, type Scorer } from './row-logits.js';
import { thresholdFor } from './threshold.js';

/** Number of examples from which logistic regression is tried. */
export const FEWEST_FOR_REGRESSION = 5;
/** Factors of regularisation that are tried; the best on left-out examples is used. */
const REGULARISATIONS = [0.03, 0.3] as const;
/** Most of the logits that a calibrated slope may span; a threshold in the file is a score between 0 and 1. */
const LIMIT = 12;

/** How to learn. */
export interface LearnOptions {
  /** Budget of false alarms an hour. */
  readonly target: number;
  /** Length of a block of the room, seconds. */
  readonly blockSeconds: number;
}

/** What learning found out. */
export interface Learnt {
  readonly taught: TaughtClass;
  /** Loss after each step of the regression; empty for the discriminant. */
  readonly losses: readonly number[];
  readonly sides: SideWeights;
  /** Regularisation that was chosen; undefined for the discriminant. */
  readonly regularisation: number | undefined;
  /** Peak logits of left-out examples, calibrated. */
  readonly leftOut: readonly number[];
}

type Fit = (material: Material, onStep?: (loss: number) => void) => Linear;

/** What one way of fitting did on everything that was left out. */
interface LeftOutLogits {
  readonly fit: Fit;
  readonly regularisation: number | undefined;
  /** Peaks of each left-out example, one per variant. */
  readonly examples: readonly (readonly number[])[];
  /** Peak of each sound that is not the class. */
  readonly sounds: readonly number[];
  readonly quiet: readonly number[];
  readonly blocks: readonly number[];
  readonly calibration: Calibration;
  readonly radius: number;
  /** Calibrated loss, both sides counting half. */
  readonly loss: number;
}

/**
 * Learns a class: a discriminant, or from five examples on a logistic regression that begins with it, if that does better on
 * left-out examples. Threshold, calibration and the radius of the open set rest on what was left out, too. Pure.
 */
export function learn(label: string, material: ClassMaterial, { target, blockSeconds }: LearnOptions): Learnt {
  const folds = foldsOf(material, ROOM_WEIGHT);
  const ways: [Fit, number | undefined][] = [[discriminant, undefined]];
  if (material.examples.length >= FEWEST_FOR_REGRESSION) {
    for (const factor of REGULARISATIONS) {
      ways.push([(part, onStep) => logisticRegression(part, discriminant(part), factor, onStep), factor]);
    }
  }
  const tried = ways.map(([fit, factor]) => tryOut(fit, factor, folds, material.examples.length));
  const best = tried.reduce((least, one) => (one.loss < least.loss ? one : least));
  const losses: number[] = [];
  const whole = wholeMaterial(material, ROOM_WEIGHT);
  const linear = best.fit(whole, (loss) => losses.push(loss));
  const { calibration, radius } = best;
  const calibrated = (logit: number) => calibration.slope * logit + calibration.offset;
  const { logit, falseAlarms, roomMinutes } = thresholdFor(
    {
      roomBlocks: best.blocks.map(calibrated),
      sounds: best.sounds.map(calibrated),
      quiet: best.quiet.map(calibrated),
      blockSeconds,
    },
    target,
  );
  const threshold = Math.min(logit, LIMIT);
  const peaks = best.examples.map((variants) => variants.map(calibrated));
  const found = peaks.filter((variants) => median(variants) >= threshold).length;
  return {
    taught: {
      label,
      weights: Float32Array.from(linear.weights),
      bias: linear.bias,
      centre: Float32Array.from(centreOf(material.examples, linear)),
      radius,
      calibration,
      threshold: sigmoid(threshold),
      figures: {
        examples: material.examples.length,
        found: material.examples.length === 1 ? Math.min(1, Math.round(found / peaks.length)) : found,
        falseAlarms,
        roomMinutes,
      },
    },
    losses,
    sides: sideWeights(whole),
    regularisation: best.regularisation,
    leftOut: peaks.map(median),
  };
}

/** Leaves out one part after another, and collects what the rest says about it. */
function tryOut(fit: Fit, regularisation: number | undefined, folds: readonly Fold[], count: number): LeftOutLogits {
  const fitted = folds.map(({ material, leftOut }) => {
    const linear = fit(material);
    return { linear, centre: centreOf(material.positives, linear), leftOut };
  });
  const distances = fitted.flatMap(({ linear, centre, leftOut }) =>
    leftOut.examples.flat().flatMap((rows) => {
      const best = upperHalf(rows, linear);
      return Array.from({ length: best.length / centre.length }, (_, row) => distance(best, row, centre));
    }),
  );
  const radius = radiusOf(distances, count);
  const peaks = fitted.map(({ linear, centre, leftOut }) => {
    const scorer: Scorer = { ...linear, centre, radius, calibration: { slope: 1, offset: 0 } };
    const peak = (values: Float32Array) => peakIn(scorer, values);
    return {
      examples: leftOut.examples.map((variants) => variants.map(({ values }) => peak(values))),
      sounds: [...leftOut.bank.map((values) => highestIn(scorer, values)), ...leftOut.others.map(peak)],
      quiet: leftOut.quiet.map((values) => highestIn(scorer, values)),
      blocks: leftOut.blocks.map(peak),
    };
  });
  const examples = peaks.flatMap((one) => one.examples);
  const sounds = peaks.flatMap((one) => one.sounds);
  const quiet = peaks.flatMap((one) => one.quiet);
  const blocks = peaks.flatMap((one) => one.blocks);
  const calibration = calibrate(examples.flat(), [...sounds, ...quiet, ...blocks]);
  return {
    fit,
    regularisation,
    examples,
    sounds,
    quiet,
    blocks,
    calibration,
    radius,
    loss: lossOf(examples, [...sounds, ...quiet], calibration),
  };
}

/** Returns the mean of the rows of each example in which the class is surest, and the mean of those over the examples. */
function centreOf(examples: readonly ExampleRows[], linear: Linear): Float64Array {
  const size = linear.weights.length;
  const means = examples.map((variants) =>
    Float32Array.from(
      meanRow(
        variants.map((rows) => upperHalf(rows, linear)),
        size,
      ),
    ),
  );
  return meanRow(means, size);
}

/** Returns the half of the rows with the higher values. */
function upperHalf({ values, count }: Rows, linear: Linear): Float32Array {
  const size = linear.weights.length;
  const scores = valuesOf(linear, values);
  const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!);
  const kept = order.slice(0, Math.max(1, Math.ceil(count / 2)));
  const upper = new Float32Array(kept.length * size);
  kept.forEach((row, i) => upper.set(values.subarray(row * size, (row + 1) * size), i * size));
  return upper;
}

function lossOf(
  examples: readonly (readonly number[])[],
  sounds: readonly number[],
  { slope, offset }: Calibration,
): number {
  const cost = (logit: number, sign: number) =>
    Math.log1p(Math.exp(-sign * Math.max(-30, Math.min(30, slope * logit + offset))));
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return (mean(examples.flat().map((logit) => cost(logit, 1))) + mean(sounds.map((logit) => cost(logit, -1)))) / 2;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}
