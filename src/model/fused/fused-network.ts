import { createArchitecture } from '../architectures/create-architecture.js';
import type { Model, ModelManifest } from '../manifest.js';
import { LoadedNetwork } from '../network/loaded-network.js';
import type { NetworkRows } from '../network/network-stream.js';
import { FusedStream, type SlotFunction } from './fused-stream.js';
import { canRunKernels } from './kernels.js';
import { isFusible, Program } from './program.js';

/**
 * A model's weights in the memory of Pinna's WebAssembly module, whose kernels compute whole layers. The tensor version
 * (`Network`) is its reference: it computes the same values, from and to the same state.
 */
export class FusedNetwork extends LoadedNetwork implements SlotFunction {
  /** Absent once the weights are freed. The memory is freed as a whole. */
  #program: Program | undefined;

  private constructor(model: Model) {
    const { manifest } = model;
    super(manifest, createArchitecture(manifest.architecture, manifest.features));
    this.#program = new Program(model);
  }

  /** Whether the kernels run on this device and compute this architecture. */
  static canRun({ architecture }: ModelManifest): boolean {
    return isFusible(architecture) && canRunKernels();
  }

  /**
   * Lays out a model in a new memory.
   * @param model one that {@link canRun} accepts
   * @throws RangeError if the device has no memory left
   */
  static create(model: Model): FusedNetwork {
    return new FusedNetwork(model);
  }

  override openStream(): FusedStream {
    return new FusedStream(this);
  }

  openSlot(): number {
    return this.#loaded.slots.open();
  }

  closeSlot(slot: number): void {
    this.#program?.slots.close(slot);
  }

  resetSlot(slot: number): void {
    this.#loaded.slots.reset(slot);
  }

  readSlot(slot: number): Float32Array[] {
    return this.#loaded.slots.read(slot);
  }

  writeSlot(slot: number, values: readonly Float32Array[]): void {
    this.#loaded.restore(slot, values);
  }

  forward(slot: number, frames: Float32Array, phase: number, wantsEmbedding: boolean): NetworkRows {
    return this.#loaded.run(slot, frames, phase, { wantsEmbedding });
  }

  protected override free(): void {
    this.#program = undefined;
  }

  get #loaded(): Program {
    this.checkWeights();
    return this.#program!;
  }
}
