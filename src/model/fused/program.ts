import { silentFrames } from '../../features/band-value.js';
import type { ArchitectureManifest, Model, ModelManifest } from '../manifest.js';
import type { NetworkRows } from '../network/network-stream.js';
import { Arena } from './arena.js';
import { unpackRows } from './axis.js';
import type { FusedBody } from './body.js';
import { startKernels } from './kernels.js';
import { FusedMobilenet } from './mobilenet.js';
import { Plan } from './plan.js';
import { Slots } from './slots.js';
import { TwoSpeedNetwork } from './two-speed-network.js';

/** Whether a program can compute an architecture: those with a trunk. */
export function isFusible(architecture: ArchitectureManifest): boolean {
  return 'trunk' in architecture;
}

/** How to run a program; both are false when absent. */
export interface RunOptions {
  readonly isSilent?: boolean;
  readonly wantsEmbedding?: boolean;
}

/** A model in the memory of the kernels: its weights, which are laid out once, intermediate values, and slots. */
export class Program {
  readonly slots: Slots;
  readonly #arena: Arena;
  readonly #body: FusedBody;
  readonly #mean: Float32Array;
  readonly #scale: Float32Array;

  /** @throws RangeError if the device has no memory left; Error for an architecture that is not fusible */
  constructor(model: Model) {
    const { features } = model.manifest;
    const kernels = startKernels();
    this.#arena = new Arena(kernels.memory);
    const plan = new Plan(kernels, this.#arena, model.tensors);
    this.#mean = plan.weights('normalize/mean');
    this.#scale = plan.weights('normalize/scale');
    this.#body = bodyOf(plan, model.manifest);
    this.slots = new Slots(kernels, this.#arena, plan.slot);
    // At the last phase a single frame passes through every layer. One more silent frame leaves a silent state as it is.
    this.run(this.slots.initial, silentFrames(features), this.#body.period - 1, { isSilent: true });
  }

  /**
   * Computes the next frames and advances the slot.
   *
   * @param frames `[T × bands]`, row-major
   * @param phase frames before these since the stream's start, modulo the period
   * @param options `isSilent`: whether everything before the frames was the same as the first of them; `wantsEmbedding`:
   *   whether to return what the heads read; both are false when absent
   */
  run(slot: number, frames: Float32Array, phase: number, options: RunOptions = {}): NetworkRows {
    const { isSilent = false, wantsEmbedding = false } = options;
    const bands = this.#mean.length;
    const input = this.#arena.view(this.#body.input(slot), frames.length);
    for (let first = 0; first < frames.length; first += bands) {
      for (let band = 0; band < bands; band++) {
        input[first + band] = (frames[first + band]! - this.#mean[band]!) * this.#scale[band]!;
      }
    }
    const count = frames.length / bands;
    const rows = this.#body.run(slot, count, phase, isSilent, wantsEmbedding);
    const { classes, logits } = this.#body;
    return {
      logits: unpackRows(this.#arena.view(logits, rows * classes.length), classes),
      embedding: wantsEmbedding ? this.#embedding(slot, rows) : undefined,
    };
  }

  /** Returns what the heads read in the rows of the last run, `[rows × width]`: the parts of each row side by side. */
  #embedding(slot: number, rows: number): Float32Array {
    const parts = this.#body.embedding(slot).map(({ address, axis }) => ({
      values: unpackRows(this.#arena.view(address, rows * axis.length), axis),
      width: axis.places.length,
    }));
    const width = parts.reduce((sum, part) => sum + part.width, 0);
    const joined = new Float32Array(rows * width);
    let first = 0;
    for (const part of parts) {
      for (let row = 0; row < rows; row++) {
        joined.set(part.values.subarray(row * part.width, (row + 1) * part.width), row * width + first);
      }
      first += part.width;
    }
    return joined;
  }

  /** Sets the values of every state tensor of a slot. */
  restore(slot: number, values: readonly Float32Array[]): void {
    this.slots.write(slot, values);
    this.#body.restore(slot);
  }
}

function bodyOf(plan: Plan, { architecture, features, heads }: ModelManifest): FusedBody {
  if (!('trunk' in architecture)) throw new Error(`A ${architecture.type} without trunk cannot be fused`);
  return architecture.type === 'mobilenet'
    ? new FusedMobilenet(plan, architecture, features, heads)
    : new TwoSpeedNetwork(plan, architecture, features, heads);
}
