import type { HiddenLayer } from '../data/hidden-layer.js';
import type { Rows } from '../examples/embed.js';
import type { Calibration, TaughtClass } from '../file/taught-class.js';
import { calibrate } from './calibration.js';
import { discriminant } from './discriminant.js';
import { foldsOf, wholeMaterial, type ClassMaterial, type Fold } from './folds.js';
import { sigmoid } from './linear-softmax.js';
import { meanRow, valuesOf, type Linear } from './linear.js';
import { logisticRegression } from './logistic.js';
import { ROOM_WEIGHT, sideWeights, type ExampleRows, type Material, type SideWeights } from './material.js';
import { mean } from './mean.js';
import { distance, radiusOf } from './open-set.js';
import { highestIn, peakIn, type Scorer } from './row-logits.js';
import { atOnce, type Sliced } from './slices.js';
import { thresholdFor } from './threshold.js';
import type { ThoroughReport } from './thorough-report.js';

/** Number of examples from which logistic regression is tried. */
const FEWEST_FOR_REGRESSION = 5;
/** Factors of regularisation that are tried; the best on left-out examples is used. */
const REGULARISATIONS = [0.03, 0.3] as const;
/** Highest logit of a threshold: a threshold in the file is a score between 0 and 1. */
export const HIGHEST_LOGIT = 12;

/** How to learn. */
export interface LearnOptions {
  /** Budget of false alarms an hour. */
  readonly target: number;
  /** Length of a block of the room, seconds. */
  readonly blockSeconds: number;
}

/** Highest calibrated logits of what is not a sound, when it was left out of the learning. */
export interface AbsentLogits {
  /** Of each sound of the bank, other taught sound and refused detection. */
  readonly sounds: readonly number[];
  /** Of each quiet room. */
  readonly quiet: readonly number[];
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
  /** Highest logits of what is not the sound, when it was left out. */
  readonly absent: AbsentLogits;
  /** What thorough learning brought; undefined if the sound was not learnt thoroughly. */
  readonly thorough?: ThoroughReport | undefined;
}

/**
 * Fits a class to a part of the material.
 * @param part index of the fold; undefined if nothing is left out
 */
export type Fit = (material: Material, part: number | undefined, onStep?: (loss: number) => void) => Sliced<Linear>;

/** What one way of fitting did on everything that was left out. */
export interface LeftOutLogits {
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
  /** What was learnt with each part left out. */
  readonly heads: readonly Linear[];
}

/**
 * Learns a class: a discriminant, or from five examples on a logistic regression that begins with it, if that does better on
 * left-out examples. Threshold, calibration and the radius of the open set rest on what was left out, too. Pure.
 */
export const learn = (label: string, material: ClassMaterial, options: LearnOptions): Learnt =>
  atOnce(learning(label, material, options));

/** Learns a class in slices, as {@link learn}. Each takes a few milliseconds on a phone. */
export function* learning(label: string, material: ClassMaterial, options: LearnOptions): Sliced<Learnt> {
  const best = yield* bestWay(foldsOf(material, ROOM_WEIGHT), material.examples.length);
  return yield* learningBy(label, material, best, options);
}

/** Tries out the ways of fitting a head to the frozen network. @returns the best on what was left out */
export function* bestWay(folds: readonly Fold[], examples: number): Sliced<LeftOutLogits> {
  const ways: [Fit, number | undefined][] = [[discriminant, undefined]];
  if (examples >= FEWEST_FOR_REGRESSION) {
    for (const factor of REGULARISATIONS) {
      const regression: Fit = function* (part, _, onStep) {
        return yield* logisticRegression(part, yield* discriminant(part), factor, onStep);
      };
      ways.push([regression, factor]);
    }
  }
  yield;
  const tried: LeftOutLogits[] = [];
  for (const [fit, factor] of ways) tried.push(yield* tryOut(fit, factor, folds, examples));
  return tried.reduce((least, one) => (one.loss < least.loss ? one : least));
}

/** Learns a class in a way that was tried out. */
export function* learningBy(
  label: string,
  material: ClassMaterial,
  way: LeftOutLogits,
  { target, blockSeconds }: LearnOptions,
): Sliced<Learnt> {
  const losses: number[] = [];
  const whole = wholeMaterial(material, ROOM_WEIGHT);
  const linear = yield* way.fit(whole, undefined, (loss) => losses.push(loss));
  const { calibration, radius } = way;
  const calibrated = (logit: number) => calibration.slope * logit + calibration.offset;
  const absent = { sounds: way.sounds.map(calibrated), quiet: way.quiet.map(calibrated) };
  const { logit, falseAlarms, roomMinutes } = thresholdFor(
    { roomBlocks: way.blocks.map(calibrated), ...absent, blockSeconds },
    target,
  );
  const threshold = Math.min(logit, HIGHEST_LOGIT);
  const peaks = way.examples.map((variants) => variants.map(calibrated));
  const found = peaks.filter((variants) => median(variants) >= threshold).length;
  return {
    taught: {
      label,
      weights: Float32Array.from(linear.weights),
      bias: linear.bias,
      ...(linear.layer && { layer: asFloats(linear.layer) }),
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
    regularisation: way.regularisation,
    leftOut: peaks.map(median),
    absent,
  };
}

/** Leaves out one part after another, and collects what the rest says about it. @param count number of examples */
export function* tryOut(
  fit: Fit,
  regularisation: number | undefined,
  folds: readonly Fold[],
  count: number,
): Sliced<LeftOutLogits> {
  const fitted: { readonly linear: Linear; readonly centre: Float64Array; readonly leftOut: Fold['leftOut'] }[] = [];
  for (const [f, { material, leftOut }] of folds.entries()) {
    const linear = yield* fit(material, f);
    fitted.push({ linear, centre: centreOf(material.positives, linear), leftOut });
    yield;
  }
  const distances = fitted.flatMap(({ linear, centre, leftOut }) =>
    leftOut.examples.flat().flatMap((rows) => {
      const best = upperHalf(rows, linear);
      return Array.from({ length: best.length / centre.length }, (_, row) => distance(best, row, centre));
    }),
  );
  const radius = radiusOf(distances, count);
  yield;
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
  yield;
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
    heads: fitted.map(({ linear }) => linear),
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

const asFloats = ({ kernel, bias, head }: HiddenLayer<Float64Array>): HiddenLayer => ({
  kernel: Float32Array.from(kernel),
  bias: Float32Array.from(bias),
  head: Float32Array.from(head),
});

/** Returns the loss of a logit, once calibrated. @param sign 1 if the sound is there, −1 if not */
export const calibratedCost = (logit: number, sign: 1 | -1, { slope, offset }: Calibration): number =>
  Math.log1p(Math.exp(-sign * Math.max(-30, Math.min(30, slope * logit + offset))));

function lossOf(examples: readonly (readonly number[])[], sounds: readonly number[], calibration: Calibration): number {
  const cost = (logit: number, sign: 1 | -1) => calibratedCost(logit, sign, calibration);
  return (mean(examples.flat().map((logit) => cost(logit, 1))) + mean(sounds.map((logit) => cost(logit, -1)))) / 2;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}
