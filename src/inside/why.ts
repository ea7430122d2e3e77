import * as tf from '@tensorflow/tfjs-core';
import { silentFrames } from '../features/band-value.js';
import type { Observer } from '../model/architectures/observer.js';
import type { State } from '../model/architectures/architecture.js';
import { explainedShare } from './explained-share.js';
import { registerGradients } from './gradients.js';
import { firstColumnOf } from './head-columns.js';
import { integratePath, type PathLimits, type PathPoint } from './path-integral.js';
import type { ShownNetwork } from './shown-network.js';

/** Time at the end of the input over which the logit is averaged, seconds. */
const NOW = 0.5;
/** When `integrated` ends. A rest of 0.05 logits changes a score by at most 1.3 points. `docs/inside.md` has measurements. */
export const EXACT: PathLimits = { rest: 0.05, smallRest: 0.05, errors: 0.1, points: 65, seconds: 60 };

/** How the reasons for a class are found. `gradient` is quick. `integrated` adds up, except for a rest that it reports. */
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
  /** Difference of both logits that the shares leave out. */
  readonly rest: number;
  /** Whether the rest is at most 5 % of the difference, or at most 0.05, and not by chance. Always false for `gradient`. */
  readonly addsUp: boolean;
  /** Number of points between silence and the sound at which gradients were computed. */
  readonly points: number;
  /** Per layer: activation × gradient of each channel or unit, summed over time and bands, logits. Above 0 raises the class. */
  readonly units: Readonly<Record<string, Float32Array>>;
}

/** How far the search for reasons is. */
export interface WhyProgress {
  /** Share of the most points, or of the longest time, 0 to 1. It ends earlier as soon as the shares add up. */
  readonly used: number;
  readonly points: number;
  /** Share of the difference that is explained so far, 0 to 1; undefined while it is unknown. */
  readonly explained: number | undefined;
}

/** What the sound itself gives. */
interface SoundPoint extends PathPoint {
  readonly units: Record<string, Float32Array>;
}

/**
 * Finds out which parts of the newest four seconds raise a class, compared with silence: by gradient × input, or by integrated
 * gradients (Sundararajan et al. 2017), whose shares and the rest add up to the difference of both logits. Yields its progress, so that
 * its caller can do other work in between. Needs a backend that can be read at once, WASM or CPU.
 *
 * @param limits when `integrated` ends
 * @returns undefined if nothing was computed yet, or if the network has no such class
 */
export function* reasonsFor(
  network: ShownNetwork,
  target: WhyTarget,
  limits = EXACT,
): Generator<WhyProgress, Reasons | undefined> {
  const { past } = network;
  const column = columnOf(network, target);
  if (!past || column < 0) return undefined;
  registerGradients();
  const { features } = network.model.manifest;
  const silence = silentFrames(features, past.input.length / features.bands);
  // The state is disposed of when the network continues, which may be while this generator rests.
  const state: State = { ...past.state, tensors: past.state.tensors.map((tensor) => tf.clone(tensor)) };
  try {
    const here = soundPoint(network, state, past.input, column);
    const logit = here.value;
    const silentLogit = logitAt(network, state, silence, column);
    const found = { logit, silentLogit, units: here.units };
    const sharesOf = (gradient: Float32Array) => gradient.map((slope, i) => slope * (past.input[i]! - silence[i]!));
    if (target.method === 'gradient') {
      const input = sharesOf(here.gradient);
      const rest = logit - silentLogit - input.reduce((sum, share) => sum + share, 0);
      return { ...found, input, rest, addsUp: false, points: 1 };
    }
    const path = integratePath(silence, past.input, (input) => pointAt(network, state, input, column), limits);
    for (let step = path.next(); ; step = path.next()) {
      if (step.done) {
        const { gradient, rest, addsUp, points } = step.value;
        return { ...found, input: sharesOf(gradient), rest, addsUp, points };
      }
      const { used, points, rest } = step.value;
      yield { used, points, explained: rest === undefined ? undefined : explainedShare(rest, logit - silentLogit) };
    }
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

/** Computes the logit of a class, and its gradient with respect to the input. */
function pointAt(shown: ShownNetwork, state: State, values: Float32Array, column: number): PathPoint {
  let point: PathPoint | undefined;
  tf.tidy(() => {
    const x = framesOf(shown, values);
    const logit = () => logitOf(shown, state, x, column, shown.breaks);
    const { value, grads } = tf.engine().gradients(logit, [x], undefined, true);
    point = { value: (value as tf.Scalar).dataSync()[0]!, gradient: valuesOf(grads[0], values.length) };
  });
  return point!;
}

/** Computes the logit of a class, and its gradients with respect to the input and to the activation of every layer. */
function soundPoint(shown: ShownNetwork, state: State, values: Float32Array, column: number): SoundPoint {
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
    return { value: (value as tf.Scalar).dataSync()[0]!, gradient: valuesOf(grads[0], values.length), units };
  });
}

/** Reads a gradient back; zeros if the logit does not depend on the input. */
function valuesOf(gradient: tf.Tensor | undefined, length: number): Float32Array {
  return gradient?.dataSync<'float32'>().slice() ?? new Float32Array(length);
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
