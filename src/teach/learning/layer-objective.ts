import { mean } from './mean.js';
import { layerValue, type HiddenLayer } from '../data/hidden-layer.js';
import type { Fold } from './folds.js';
import { valuesOf, type Linear } from './linear.js';
import { sideWeights, type Material } from './material.js';
import type { Objective } from './minimise.js';
import { absenceLoss, presenceLoss } from './row-costs.js';

/** A head with a hidden layer, while it is trained. */
export type LayeredHead = Linear & { readonly layer: HiddenLayer<Float64Array> };

/** Rows whose losses are added up before they are weighted. */
interface Group {
  readonly rows: Float32Array;
  /** Weight of the loss of a row of negatives, or of all rows of an example. */
  readonly weight: number;
  readonly isExample: boolean;
}

/**
 * The loss of a head with a hidden layer, as a function of all of its weights. The loss of the data is that of the logistic
 * regression. The squares of the head's weights and of the distance of the units from their start are added to it.
 */
export class LayerObjective {
  readonly #groups: readonly Group[];
  readonly #start: Float64Array;
  readonly #size: number;
  readonly #units: number;
  readonly #regularisation: number;
  /** Loss of the data alone at the last point that was computed. */
  dataLoss = 0;

  /**
   * @param start head to begin with
   * @param regularisation factor of half the squared norm
   */
  constructor(material: Material, start: LayeredHead, regularisation: number) {
    const { size, positives, negatives } = material;
    const { alpha, beta } = sideWeights(material);
    const counted = negatives.reduce((sum, { values, weight }) => sum + (weight * values.length) / size, 0);
    const all = alpha * positives.length + beta * counted;
    this.#groups = [
      ...positives.flatMap((variants) =>
        variants.map(({ values }) => ({ rows: values, weight: alpha / all / variants.length, isExample: true })),
      ),
      ...negatives.map(({ values, weight }) => ({ rows: values, weight: (weight * beta) / all, isExample: false })),
    ];
    this.#start = pack(start);
    this.#size = size;
    this.#units = start.layer.bias.length;
    this.#regularisation = regularisation;
  }

  /** All weights of the start, as the minimiser needs them. */
  get start(): Float64Array {
    return this.#start;
  }

  /** Returns the head whose weights are at a point. */
  headAt(x: Float64Array): LayeredHead {
    const size = this.#size;
    const [kernel, bias, head] = [size + 1, size + 1 + this.#units * size, size + 1 + this.#units * (size + 1)];
    return {
      weights: x.subarray(0, size),
      bias: x[size]!,
      layer: { kernel: x.subarray(kernel, bias), bias: x.subarray(bias, head), head: x.subarray(head) },
    };
  }

  /** Computes the loss and its gradient; see {@link Objective}. */
  readonly compute: Objective = (x, gradient) => {
    gradient.fill(0);
    const head = this.headAt(x);
    const slope = this.headAt(gradient);
    let loss = 0;
    for (const { rows, weight, isExample } of this.#groups) {
      const count = rows.length / this.#size;
      const [logits, slopes] = [new Float64Array(count), new Float64Array(count)];
      const activations = new Float64Array(count * this.#units);
      for (let row = 0; row < count; row++) logits[row] = this.#value(head, rows, row, activations);
      loss += weight * (isExample ? presenceLoss(logits, slopes) : absenceLoss(logits, slopes));
      for (let row = 0; row < count; row++) {
        const factor = weight * slopes[row]!;
        gradient[this.#size]! += factor;
        this.#addGradient(head, slope, rows, row, factor, activations);
      }
    }
    this.dataLoss = loss;
    return loss + this.#addPenalty(x, gradient);
  };

  #value({ weights, bias, layer }: LayeredHead, rows: Float32Array, row: number, activations: Float64Array): number {
    const own = activations.subarray(row * this.#units, (row + 1) * this.#units);
    let sum = bias + layerValue(layer, rows, row, own);
    for (let k = 0; k < this.#size; k++) sum += weights[k]! * rows[row * this.#size + k]!;
    return sum;
  }

  /** Adds the gradient of one row. @param factor derivative of the loss by its logit */
  #addGradient(
    { layer }: LayeredHead,
    slope: LayeredHead,
    rows: Float32Array,
    row: number,
    factor: number,
    activations: Float64Array,
  ): void {
    const size = this.#size;
    const first = row * size;
    const { weights } = slope;
    for (let k = 0; k < size; k++) weights[k]! += factor * rows[first + k]!;
    const { kernel, bias, head } = slope.layer;
    for (let unit = 0; unit < this.#units; unit++) {
      const output = activations[row * this.#units + unit]!;
      head[unit]! += factor * output;
      const back = factor * layer.head[unit]! * (1 - output * output);
      bias[unit]! += back;
      const own = unit * size;
      for (let k = 0; k < size; k++) kernel[own + k]! += back * rows[first + k]!;
    }
  }

  /** Returns the penalty of a point, and adds its gradient. The head's bias and its distance from the start cost nothing. */
  #addPenalty(x: Float64Array, gradient: Float64Array): number {
    const size = this.#size;
    const firstOfHead = size + 1 + this.#units * (size + 1);
    let penalty = 0;
    for (let i = 0; i < x.length; i++) {
      if (i === size) continue;
      const distance = i < size || i >= firstOfHead ? x[i]! : x[i]! - this.#start[i]!;
      penalty += (this.#regularisation / 2) * distance ** 2;
      gradient[i]! += this.#regularisation * distance;
    }
    return penalty;
  }
}

/** Returns the loss of what was left out: examples and other sounds count half each. */
export function leftOutLoss(head: Linear, { examples, bank, quiet, others }: Fold['leftOut']): number {
  const size = head.weights.length;
  const present = examples.flat().map(({ values }) => presenceLoss(valuesOf(head, values)));
  const absent = [...bank, ...quiet, ...others].map(
    (values) => absenceLoss(valuesOf(head, values)) / Math.max(1, values.length / size),
  );
  return (mean(present) + mean(absent)) / 2;
}

const pack = ({ weights, bias, layer }: LayeredHead): Float64Array =>
  Float64Array.of(...weights, bias, ...layer.kernel, ...layer.bias, ...layer.head);
