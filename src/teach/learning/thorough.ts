import { seededRandom } from '../data/seeded-random.js';
import type { FrozenHead } from '../file/taught-class.js';
import { discriminant } from './discriminant.js';
import { foldsOf, wholeMaterial, type ClassMaterial, type Fold } from './folds.js';
import { LayerObjective, leftOutLoss, type LayeredHead } from './layer-objective.js';
import {
  bestWay,
  calibratedCost,
  learningBy,
  tryOut,
  type LearnOptions,
  type Learnt,
  type LeftOutLogits,
} from './learn.js';
import type { Linear } from './linear.js';
import { logisticRegression } from './logistic.js';
import { ROOM_WEIGHT, type Material } from './material.js';
import { mean } from './mean.js';
import { descend, type Step } from './minimise.js';
import type { Sliced } from './slices.js';
import type { ThoroughReport } from './thorough-report.js';

/** Units of the layer. */
const UNITS = 8;
/** Most steps of the training. */
const MOST_STEPS = 40;
/** Steps without a lower loss on what was left out, after which training stops. */
const PATIENCE = 6;
/** Longest time in which steps begin, seconds. The best step so far then counts. */
const LIMIT = 8;
/** Factor of regularisation, unless the head without a layer has chosen one. */
const REGULARISATION = 0.03;
/** Fewest standard errors of the difference by which the loss must fall. A smaller gain may be chance. */
const ERRORS = 2;
/** Seed of the units: the same examples give the same layer. */
const SEED = 1;

/** How to learn thoroughly. */
export interface ThoroughOptions extends LearnOptions {
  /** Called with the completed share, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Returns the time, seconds. Training then takes at most {@link LIMIT}; without a clock, the result does not depend on the speed. */
  readonly clock?: (() => number) | undefined;
}

/**
 * Learns, in slices, a class with a layer between the frozen network and its head, and compares it with the head that reads the frozen
 * network only. Whole recordings are left out. Training stops early, by the loss on what was left out. The layer is used only if what
 * was left out gets better by more than twice the standard error of the difference. The number of steps that a left-out part is
 * judged with is chosen on the other parts, so the comparison is fair.
 *
 * @param material with at least `FEWEST_FOR_THOROUGH` examples
 */
export function* learningThoroughly(label: string, material: ClassMaterial, options: ThoroughOptions): Sliced<Learnt> {
  const { frozen, trained, thorough } = yield* learningBothWays(label, material, options);
  if (!thorough.isKept) return { ...frozen, thorough };
  const { weights, bias, centre, radius, calibration, threshold, figures } = frozen.taught;
  const head: FrozenHead = { weights, bias, centre, radius, calibration, threshold, figures };
  return { ...trained, taught: { ...trained.taught, frozen: head }, thorough };
}

/** A class with the frozen network only and with a trained layer, and which of them is better. */
interface BothWays {
  readonly frozen: Learnt;
  readonly trained: Learnt;
  readonly thorough: ThoroughReport;
}

/** Learns a class with and without a layer; see {@link learningThoroughly}. */
export function* learningBothWays(label: string, material: ClassMaterial, options: ThoroughOptions): Sliced<BothWays> {
  const { onProgress, clock = () => 0 } = options;
  const count = material.examples.length;
  const folds = foldsOf(material, ROOM_WEIGHT);
  const frozenWay = yield* bestWay(folds, count);
  const frozen = yield* learningBy(label, material, frozenWay, options);
  const factor = frozenWay.regularisation ?? REGULARISATION;
  const trainings: Training[] = [];
  for (const [f, { material: part, leftOut }] of folds.entries()) {
    const known = frozenWay.regularisation === undefined ? undefined : frozenWay.heads[f];
    trainings.push(new Training(part, known ?? (yield* regression(part, factor)), factor, leftOut));
    yield;
  }
  const end = clock() + LIMIT;
  // All parts advance together, so that training can stop by their mean, and at any time.
  for (let step = 1; step <= MOST_STEPS && step - bestStep(trainings) <= PATIENCE && clock() < end; step++) {
    for (const training of trainings) yield* training.advance();
    onProgress?.(step / (MOST_STEPS + 1));
  }
  const steps = bestStep(trainings);
  const all = wholeMaterial(material, ROOM_WEIGHT);
  const whole = new Training(all, yield* regression(all, factor), factor);
  for (let step = 1; step <= steps; step++) yield* whole.advance();
  const way = yield* tryOut(
    function* (_, part, onStep) {
      yield;
      if (part !== undefined) return trainings[part]!.headAt(bestStep(trainings.filter((__, f) => f !== part)));
      whole.learning.slice(1).forEach((loss) => onStep?.(loss));
      return whole.headAt(steps);
    },
    factor,
    folds,
    count,
  );
  const trained = yield* learningBy(label, material, way, options);
  onProgress?.(1);
  const [without, withLayer] = [frozen.taught.figures.found, trained.taught.figures.found];
  const error = errorOfGain(frozenWay, way);
  const isKept = steps > 0 && frozenWay.loss - way.loss > ERRORS * error && withLayer >= without;
  const thorough: ThoroughReport = {
    isKept,
    frozen: { loss: frozenWay.loss, found: without },
    trained: { loss: way.loss, found: withLayer },
    error,
    steps,
    learning: meansOf(trainings.map(({ learning }) => learning)),
    leftOut: meansOf(trainings.map(({ leftOut }) => leftOut)),
  };
  return { frozen, trained, thorough };
}

/** The training of a head with a layer on a part of the material. */
class Training {
  readonly #objective: LayerObjective;
  readonly #steps: Generator<Step | undefined, void, void>;
  readonly #left: Fold['leftOut'] | undefined;
  readonly #heads: LayeredHead[];
  /** Loss on what was learnt from, at the start and after each step. */
  readonly learning: number[] = [];
  /** Loss on what was left out, at the start and after each step. */
  readonly leftOut: number[] = [];

  /**
   * @param linear the head without a layer, with which the training begins
   * @param left what was left out; undefined for nothing
   */
  constructor(part: Material, linear: Linear, factor: number, left?: Fold['leftOut']) {
    this.#left = left;
    const start = withUnits(linear);
    this.#objective = new LayerObjective(part, start, factor);
    this.#objective.compute(this.#objective.start, new Float64Array(this.#objective.start.length));
    this.#steps = descend(this.#objective.compute, this.#objective.start);
    this.#heads = [];
    this.#note(start);
  }

  /** Takes a step. Without a better point, it stays where it is. */
  *advance(): Sliced<void> {
    for (;;) {
      const { done, value } = this.#steps.next();
      yield;
      if (value) return this.#note(this.#objective.headAt(value.x));
      if (done) return this.#repeat();
    }
  }

  /** Returns the head after a number of steps. */
  headAt(step: number): LayeredHead {
    return this.#heads[step]!;
  }

  #note(head: LayeredHead): void {
    this.#heads.push(head);
    this.learning.push(this.#objective.dataLoss);
    if (this.#left) this.leftOut.push(leftOutLoss(head, this.#left));
  }

  #repeat(): void {
    this.#heads.push(this.#heads.at(-1)!);
    for (const losses of [this.learning, this.leftOut]) losses.push(...losses.slice(-1));
  }
}

/** Learns the head without a layer. */
function* regression(part: Material, factor: number): Sliced<Linear> {
  return yield* logisticRegression(part, yield* discriminant(part), factor);
}

/** Returns the standard error of the difference of two losses on the same left-out examples and sounds. */
function errorOfGain(one: LeftOutLogits, other: LeftOutLogits): number {
  const present = one.examples.map((_, i) => {
    const cost = ({ examples, calibration }: LeftOutLogits) =>
      mean(examples[i]!.map((logit) => calibratedCost(logit, 1, calibration)));
    return cost(one) - cost(other);
  });
  const absences = ({ sounds, quiet, calibration }: LeftOutLogits) =>
    [...sounds, ...quiet].map((logit) => calibratedCost(logit, -1, calibration));
  const others = absences(other);
  const absent = absences(one).map((cost, i) => cost - others[i]!);
  return Math.sqrt(squaredError(present) + squaredError(absent)) / 2;
}

/** Returns the square of the standard error of a mean. */
function squaredError(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2)) / Math.max(1, values.length - 1);
}

/** Returns a regression with a layer that adds nothing yet. */
function withUnits(linear: Linear): LayeredHead {
  const size = linear.weights.length;
  const random = seededRandom(SEED);
  const spread = Math.sqrt(12 / size);
  return {
    ...linear,
    layer: {
      kernel: Float64Array.from({ length: UNITS * size }, () => spread * (random() - 0.5)),
      bias: new Float64Array(UNITS),
      head: new Float64Array(UNITS),
    },
  };
}

/** Returns the step with the lowest mean loss on what was left out. */
function bestStep(trainings: readonly Training[]): number {
  const means = meansOf(trainings.map(({ leftOut }) => leftOut));
  return means.indexOf(Math.min(...means));
}

function meansOf(curves: readonly (readonly number[])[]): number[] {
  return curves[0]!.map((_, step) => curves.reduce((sum, curve) => sum + curve[step]!, 0) / curves.length);
}
