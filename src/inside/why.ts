import * as tf from '@tensorflow/tfjs-core';
import { silentFrames } from '../features/band-value.js';
import type { Observer } from '../model/architectures/observer.js';
import type { State } from '../model/architectures/architecture.js';
import { registerGradients } from './gradients.js';
import { firstColumnOf } from './head-columns.js';
import type { ShownNetwork } from './shown-network.js';

/** Time at the end of the input over which the logit is averaged, seconds. */
const NOW = 0.5;
/** Steps from silence to the sound for `integrated`. More are slower, and add up more exactly. */
const PATH_STEPS = 16;

/** How the reasons for a class are found. `gradient` is quick. `integrated` adds up exactly. */
export type WhyMethod = 'gradient' | 'integrated';

/** A class whose score is to be explained. */
export interface WhyTarget {
  /** Name of the head. */
  readonly head: string;
  /** Name of the class. */
  readonly label: string;
  readonly method: WhyMethod;
}

/** Which moments, bands and units raise or lower a class. */
export interface Reasons {
  /** Mean logit of the class over the newest half second. */
  readonly logit: number;
  /** The same if the input is silence. */
  readonly silentLogit: number;
  /** Share of each frame and band in the difference of both logits, `[frames × bands]`, row-major, logits. */
  readonly input: Float32Array;
  /** Per layer: activation × gradient of each channel or unit, summed over time and bands, logits. Above 0 raises the class. */
  readonly units: Readonly<Record<string, Float32Array>>;
}

/** What a point between silence and the sound gives. */
interface Point {
  readonly logit: number;
  readonly gradient: Float32Array;
  readonly units: Record<string, Float32Array>;
}

/**
 * Finds out which parts of the newest four seconds raise a class, compared with silence: by gradient × input, or by integrated
 * gradients (Sundararajan et al. 2017), whose shares add up to the difference of both logits. Yields the progress, 0 to 1, so that its
 * caller can do other work in between. Needs a backend that can be read at once, WASM or CPU.
 *
 * @param pathSteps steps from silence to the sound for `integrated`
 * @returns undefined if nothing was computed yet, or if the network has no such class
 */
export function* reasonsFor(
  network: ShownNetwork,
  target: WhyTarget,
  pathSteps = PATH_STEPS,
): Generator<number, Reasons | undefined> {
  const past = network.past;
  const column = columnOf(network, target);
  if (!past || column < 0) return undefined;
  registerGradients();
  const { features } = network.model.manifest;
  const frames = past.input.length / features.bands;
  const silence = new Float32Array(past.input.length);
  for (let t = 0; t < frames; t++) silence.set(silentFrames(features), t * features.bands);
  // The state is disposed of when the network continues, which may be while this generator rests.
  const state: State = { ...past.state, tensors: past.state.tensors.map((tensor) => tf.clone(tensor)) };
  try {
    const here = pointAt(network, state, past.input, column);
    const steps = target.method === 'integrated' ? pathSteps : 0;
    const gradient = new Float32Array(past.input.length);
    if (steps === 0) gradient.set(here.gradient);
    for (let step = 0; step < steps; step++) {
      yield (step + 1) / (steps + 1);
      const share = (step + 0.5) / steps; // the middle of each part of the path
      const between = silence.map((value, i) => value + share * (past.input[i]! - value));
      const at = gradientAt(network, state, between, column);
      for (let i = 0; i < gradient.length; i++) gradient[i]! += at[i]! / steps;
    }
    return {
      logit: here.logit,
      silentLogit: logitAt(network, state, silence, column),
      input: gradient.map((slope, i) => slope * (past.input[i]! - silence[i]!)),
      units: here.units,
    };
  } finally {
    tf.dispose(state);
  }
}

/** Returns the position of a class among the logits of all heads; −1 if there is none. */
function columnOf({ model }: ShownNetwork, { head, label }: WhyTarget): number {
  const { heads } = model.manifest;
  const at = heads.find(({ name }) => name === head)?.classes.findIndex(({ name }) => name === label) ?? -1;
  return at < 0 ? -1 : firstColumnOf(heads, head) + at;
}

/** Computes the mean logit of a class over the newest rows, as a scalar. @param observe puts the faults into the activations */
function logitOf(
  { network }: ShownNetwork,
  state: State,
  x: tf.Tensor2D,
  column: number,
  observe: Observer,
): tf.Scalar {
  const logits = network.forward(x, state, false, observe).logits!; // [rows, classes]
  const [count] = logits.shape;
  const newest = Math.min(Math.max(1, Math.round(NOW / network.rowSeconds)), count);
  const shares = tf.tensor2d(new Float32Array(newest).fill(1 / newest), [1, newest]);
  return tf.reshape(tf.matMul(shares, tf.slice(logits, [count - newest, column], [newest, 1])), []);
}

const framesOf = ({ network }: ShownNetwork, values: Float32Array): tf.Tensor2D =>
  tf.tensor2d(values, [values.length / network.bands, network.bands]);

/** Computes the logit of a class. */
function logitAt(shown: ShownNetwork, state: State, values: Float32Array, column: number): number {
  return tf.tidy(() => logitOf(shown, state, framesOf(shown, values), column, shown.breaks).dataSync()[0]!);
}

/** Computes the gradient of the logit of a class with respect to the input. */
function gradientAt(shown: ShownNetwork, state: State, values: Float32Array, column: number): Float32Array {
  return tf.tidy(() => {
    const x = framesOf(shown, values);
    const { grads } = tf.engine().gradients(() => logitOf(shown, state, x, column, shown.breaks), [x], undefined, true);
    const gradient = grads[0] as tf.Tensor | undefined;
    return gradient?.dataSync<'float32'>().slice() ?? new Float32Array(values.length);
  });
}

/** Computes the logit of a class, and its gradients with respect to the input and to the activation of every layer. */
function pointAt(shown: ShownNetwork, state: State, values: Float32Array, column: number): Point {
  const { network, breaks, layers } = shown;
  const names = new Set(layers.map(({ name }) => name));
  return tf.tidy(() => {
    const x = framesOf(shown, values);
    const activations = new Map<string, tf.Tensor>();
    network.forward(x, state, false, (name, value) => {
      const broken = breaks(name, value);
      if (names.has(name)) activations.set(name, tf.keep(tf.clone(broken)));
      return broken;
    });
    // Zeros that are added to each activation have the same gradient as the activation.
    const zeros = [...activations].map(([name, { shape }]) => [name, tf.zeros(shape)] as const);
    const added = new Map(zeros);
    const observe: Observer = (name, value) => {
      const broken = breaks(name, value);
      const zero = added.get(name);
      return zero ? tf.add(broken, zero) : broken;
    };
    const inputs = [x, ...zeros.map(([, zero]) => zero)];
    const logit = () => logitOf(shown, state, x, column, observe);
    const { value, grads } = tf.engine().gradients(logit, inputs, undefined, true);
    const units: Record<string, Float32Array> = {};
    zeros.forEach(([name], i) => {
      const gradient = grads[i + 1] as tf.Tensor | undefined;
      if (gradient) units[name] = perUnit(activations.get(name)!, gradient);
    });
    tf.dispose([...activations.values()]);
    const gradient = (grads[0] as tf.Tensor | undefined)?.dataSync<'float32'>().slice();
    return {
      logit: (value as tf.Scalar).dataSync()[0]!,
      gradient: gradient ?? new Float32Array(values.length),
      units,
    };
  });
}

/** Sums activation × gradient over all but the last dimension. */
function perUnit(activation: tf.Tensor, gradient: tf.Tensor): Float32Array {
  const values = activation.dataSync<'float32'>();
  const slopes = gradient.dataSync<'float32'>();
  const units = activation.shape.at(-1)!;
  const sums = new Float32Array(units);
  for (let i = 0; i < values.length; i++) sums[i % units]! += values[i]! * slopes[i]!;
  return sums;
}
