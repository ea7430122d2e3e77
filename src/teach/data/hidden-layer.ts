/**
 * A layer of tanh units between normalised embeddings and the head of one taught sound: `head · tanh(kernel · x + bias)`. The
 * head adds it to its linear function. Nothing else reads it.
 */
export interface HiddenLayer<Values extends ArrayLike<number> = Float32Array> {
  /** Weights of the units, `[units × size]`, row-major. */
  readonly kernel: Values;
  /** Added to the products, `[units]`. */
  readonly bias: Values;
  /** Weights of the units in the head, `[units]`. */
  readonly head: Values;
}

/**
 * Returns what the layer adds to the value of a row. Teaching and scoring use this one function.
 *
 * @param rows normalised embeddings, `[count × size]`
 * @param activations receives the outputs of the units
 */
export function layerValue(
  { kernel, bias, head }: HiddenLayer<ArrayLike<number>>,
  rows: Float32Array,
  row: number,
  activations?: Float64Array,
): number {
  const units = bias.length;
  const size = kernel.length / units;
  const first = row * size;
  let value = 0;
  for (let unit = 0; unit < units; unit++) {
    const own = unit * size;
    let sum = bias[unit]!;
    for (let k = 0; k < size; k++) sum += kernel[own + k]! * rows[first + k]!;
    const output = Math.tanh(sum);
    if (activations) activations[unit] = output;
    value += head[unit]! * output;
  }
  return value;
}
