import * as tf from '@tensorflow/tfjs-core';
import { joinedRows } from '../features/joined-rows.js';
import type { State } from '../model/architectures/architecture.js';
import type { Observer } from '../model/architectures/observer.js';
import type { Model } from '../model/manifest.js';
import { Network } from '../model/network/network.js';
import { breaking, brokenModel } from './breakage.js';
import type { Breakage } from './breakages.js';
import { networkLayers, type NetworkLayer } from './network-layers.js';

/** Duration of the input that {@link ShownNetwork.past} keeps, seconds. */
const KEPT_SECONDS = 4;
/** Most stretches that the kept input consists of; each begins with a copy of the state. */
const STRETCHES = 8;

/** An activation of one step, read back. */
export interface Activation {
  /** Output frames or rows, then bands and channels, or units. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}

/** The newest input, and the state before it. */
export interface Past {
  readonly state: State;
  /** `[frames × bands]`, row-major. */
  readonly input: Float32Array;
}

/**
 * A second instance of a network, of tensor operations, whose activations can be seen. It computes the same steps as the one that
 * listens, so its logits are the same, unless it is broken on purpose. Runs on the current tfjs backend, WASM or CPU.
 */
export class ShownNetwork {
  /** The layers in the order of computation. */
  readonly layers: readonly NetworkLayer[];
  readonly model: Model;
  readonly network: Network;
  /** Puts the faults into the activations. */
  readonly breaks: Observer;
  readonly #forgets: boolean;
  #state: State;
  /** Oldest first. */
  #past: { readonly state: State; readonly inputs: Float32Array[]; frames: number }[] = [];

  /** Uploads the weights. @param broken faults to have */
  constructor(model: Model, broken: ReadonlySet<Breakage> = new Set()) {
    this.model = model;
    this.layers = networkLayers(model.manifest);
    this.network = Network.create(brokenModel(model, broken));
    this.breaks = breaking(model, broken);
    this.#forgets = broken.has('forget');
    this.#state = this.network.initialState();
  }

  /**
   * Continues from a state that the listening network exported. A network that is broken on purpose ignores it: its state is another.
   * @param values as `StreamingNetwork.exportState` returns them
   */
  importState(values: readonly Float32Array[]): void {
    const { stateShapes, period } = this.network;
    const phase = period > 1 ? values[stateShapes.length]![0]! : 0;
    tf.dispose(this.#state);
    this.#state = { tensors: stateShapes.map((shape, i) => tf.tensor(values[i]!, [...shape])), phase };
    this.#forgetPast();
  }

  /**
   * Computes the next frames, whole rows.
   * @param frames `[T × bands]`, row-major
   * @param wanted whether an activation is to be read; gates have names such as `gru/reset`, too
   * @returns activations by name; those that the frames do not complete are absent
   */
  step(frames: Float32Array, wanted: (name: string) => boolean): Map<string, Activation> {
    const seen = new Map<string, Activation>();
    if (this.#forgets) this.#startAgain();
    this.#keep(frames);
    const observe: Observer = (name, values) => {
      const shown = this.breaks(name, values);
      // The CPU backend returns its own arrays, so copy them.
      if (wanted(name)) seen.set(name, { shape: shown.shape, values: shown.dataSync<'float32'>().slice() });
      return shown;
    };
    const { state } = tf.tidy(() => {
      const x = tf.tensor2d(frames, [frames.length / this.network.bands, this.network.bands]);
      return { state: this.network.forward(x, this.#state, false, observe).state };
    });
    tf.dispose(this.#state);
    this.#state = state;
    return seen;
  }

  /** Frames since the beginning of the stream, modulo the network's period. */
  get phase(): number {
    return this.#state.phase;
  }

  /** The newest four seconds of input, and the state before them, which stays this network's; undefined before the first step. */
  get past(): Past | undefined {
    const [first] = this.#past;
    if (!first) return undefined;
    return { state: first.state, input: joinedRows(this.#past.flatMap(({ inputs }) => inputs)) };
  }

  /** Frees weights and states. */
  dispose(): void {
    this.#forgetPast();
    tf.dispose(this.#state);
    this.network.dispose();
  }

  /** Returns to the state before the first sound. The phase of the strides stays. */
  #startAgain(): void {
    const { phase } = this.#state;
    tf.dispose(this.#state);
    this.#state = this.network.initialState(phase);
    this.#forgetPast();
  }

  #keep(frames: Float32Array): void {
    const { bands, manifest } = this.network;
    const most = KEPT_SECONDS / manifest.features.hopSeconds;
    const longest = most / STRETCHES;
    let last = this.#past.at(-1);
    if (!last || last.frames >= longest) {
      const { tensors, phase } = this.#state;
      last = { state: { tensors: tensors.map((tensor) => tf.clone(tensor)), phase }, inputs: [], frames: 0 };
      this.#past.push(last);
    }
    last.inputs.push(frames.slice());
    last.frames += frames.length / bands;
    const total = this.#past.reduce((sum, stretch) => sum + stretch.frames, 0);
    if (total - this.#past[0]!.frames >= most) tf.dispose(this.#past.shift()!.state);
  }

  #forgetPast(): void {
    for (const { state } of this.#past.splice(0)) tf.dispose(state);
  }
}
