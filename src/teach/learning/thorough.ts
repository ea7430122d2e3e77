import { seededRandom } from '../data/seeded-random.js';
import { discriminant } from './discriminant.js';
import { foldsOf, wholeMaterial, type ClassMaterial, type Fold } from './folds.js';
import { LayerObjective, leftOutLoss, type LayeredHead } from './layer-objective.js';
import { bestWay, learnBy, tryOut, type LearnOptions, type Learnt, type LeftOutLogits } from './learn.js';
import { logisticRegression } from './logistic.js';
import { ROOM_WEIGHT, type Material } from './material.js';
import { descend, type Step } from './minimise.js';
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
/** Seed of the units: the same examples give the same layer. */
const SEED = 1;

/** How to learn thoroughly. */
export interface ThoroughOptions extends LearnOptions {
  /** Awaited between pieces of work of a few hundredths of a second; does nothing by default. */
  readonly pause?: (() => Promise<void>) | undefined;
  /** Called with the completed share, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Returns the time, seconds. Training then takes at most {@link LIMIT}; without a clock, the result does not depend on the speed. */
  readonly clock?: (() => number) | undefined;
}

/**
 * Learns a class with a layer between the frozen network and its head, and compares it with the head that reads the frozen network
 * only. Whole recordings are left out. Training stops early, by the loss on what was left out. The layer is used only if what was left
 * out gets better; the number of steps that a left-out part is judged with is chosen on the other parts, so the comparison is fair.
 *
 * @param material with at least `FEWEST_FOR_THOROUGH` examples
 */
export async function learnThoroughly(
  label: string,
  material: ClassMaterial,
  options: ThoroughOptions,
): Promise<Learnt> {
  const { frozen, trained, thorough } = await learnBothWays(label, material, options);
  if (!thorough.isKept) return { ...frozen, thorough };
  const { label: _, ...frozenHead } = frozen.taught;
  return { ...trained, taught: { ...trained.taught, frozen: frozenHead }, thorough };
}

/** A class with the frozen network only and with a trained layer, and which of them is better. */
interface BothWays {
  readonly frozen: Learnt;
  readonly trained: Learnt;
  readonly thorough: ThoroughReport;
}

/** Learns a class with and without a layer; see {@link learnThoroughly}. */
export async function learnBothWays(
  label: string,
  material: ClassMaterial,
  options: ThoroughOptions,
): Promise<BothWays> {
  const { pause = () => Promise.resolve(), onProgress, clock = () => 0 } = options;
  const count = material.examples.length;
  const folds = foldsOf(material, ROOM_WEIGHT);
  const frozenWay = bestWay(folds, count);
  await pause();
  const frozen = learnBy(label, material, frozenWay, options);
  await pause();
  const factor = frozenWay.regularisation ?? REGULARISATION;
  const trainings: Training[] = [];
  for (const { material: part, leftOut } of folds) {
    trainings.push(new Training(part, factor, leftOut));
    await pause();
  }
  const end = clock() + LIMIT;
  // All parts advance together, so that training can stop by their mean, and at any time.
  for (let step = 1; step <= MOST_STEPS && step - bestStep(trainings) <= PATIENCE && clock() < end; step++) {
    for (const training of trainings) {
      training.advance();
      await pause();
    }
    onProgress?.(step / (MOST_STEPS + 1));
  }
  const steps = bestStep(trainings);
  const whole = new Training(wholeMaterial(material, ROOM_WEIGHT), factor);
  for (let step = 1; step <= steps; step++) {
    whole.advance();
    await pause();
  }
  const way: LeftOutLogits = tryOut(
    (_, part, onStep) => {
      if (part !== undefined) return trainings[part]!.headAt(bestStep(trainings.filter((__, f) => f !== part)));
      whole.learning.slice(1).forEach((loss) => onStep?.(loss));
      return whole.headAt(steps);
    },
    factor,
    folds,
    count,
  );
  const trained = learnBy(label, material, way, options);
  onProgress?.(1);
  const [without, withLayer] = [frozen.taught.figures.found, trained.taught.figures.found];
  const isKept = steps > 0 && way.loss < frozenWay.loss && withLayer >= without;
  const thorough: ThoroughReport = {
    isKept,
    frozen: { loss: frozenWay.loss, found: without },
    trained: { loss: way.loss, found: withLayer },
    steps,
    learning: meansOf(trainings.map(({ learning }) => learning)),
    leftOut: meansOf(trainings.map(({ leftOut }) => leftOut)),
  };
  return { frozen, trained, thorough };
}

/** The training of a head with a layer on a part of the material. */
class Training {
  readonly #objective: LayerObjective;
  readonly #steps: Generator<Step, void, void>;
  readonly #left: Fold['leftOut'] | undefined;
  readonly #heads: LayeredHead[];
  /** Loss on what was learnt from, at the start and after each step. */
  readonly learning: number[] = [];
  /** Loss on what was left out, at the start and after each step. */
  readonly leftOut: number[] = [];

  /** Fits the head without a layer, with which the training begins. @param left what was left out; undefined for nothing */
  constructor(part: Material, factor: number, left?: Fold['leftOut']) {
    this.#left = left;
    const start = withUnits(part, factor);
    this.#objective = new LayerObjective(part, start, factor);
    this.#objective.compute(this.#objective.start, new Float64Array(this.#objective.start.length));
    this.#steps = descend(this.#objective.compute, this.#objective.start);
    this.#heads = [];
    this.#note(start);
  }

  /** Takes a step. Without a better point, it stays where it is. */
  advance(): void {
    const { value } = this.#steps.next();
    if (value) this.#note(this.#objective.headAt(value.x));
    else this.#repeat();
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

/** Returns a regression with a layer that adds nothing yet. */
function withUnits(part: Material, factor: number): LayeredHead {
  const { size } = part;
  const random = seededRandom(SEED);
  const linear = logisticRegression(part, discriminant(part), factor);
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
