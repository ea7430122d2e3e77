import type { Architecture } from '../architectures/architecture.js';
import type { ModelManifest } from '../manifest.js';
import type { NetworkStream } from './network-stream.js';

/** A model's weights where they are computed. Streams share them; `retain` and `release` count the users. */
export abstract class LoadedNetwork {
  #users = 1;

  constructor(
    readonly manifest: ModelManifest,
    protected readonly architecture: Architecture,
  ) {}

  /** Shape of every state tensor. */
  get stateShapes(): readonly (readonly number[])[] {
    return this.architecture.stateShapes;
  }

  /** Receptive field of the convolutions, input frames, including the current one. */
  get receptiveFieldFrames(): number {
    return this.architecture.receptiveFieldFrames;
  }

  /** Input frames per row of logits. */
  get framesPerOutput(): number {
    return this.architecture.framesPerOutput;
  }

  /** Input frames after which the same layers are due again. */
  get period(): number {
    return this.architecture.period;
  }

  /** Values per row that the heads read. */
  get width(): number {
    return this.architecture.width;
  }

  /** Values per input frame. */
  get bands(): number {
    return this.manifest.features.bands;
  }

  /** Distance between rows of logits, seconds. */
  get rowSeconds(): number {
    return this.framesPerOutput * this.manifest.features.hopSeconds;
  }

  /** Returns a stream in the state before the first frame. @throws Error after the weights are freed */
  abstract openStream(): NetworkStream;

  /** Frees the weights. Called at most once. */
  protected abstract free(): void;

  /** Whether the weights are freed. */
  get isDisposed(): boolean {
    return this.#users === 0;
  }

  /** Adds a user of the weights, who must call `release`. @throws Error after the weights are freed */
  retain(): this {
    this.checkWeights();
    this.#users += 1;
    return this;
  }

  /** Removes a user of the weights. The last one frees them. */
  release(): void {
    if (this.#users === 1) this.dispose();
    else if (this.#users > 1) this.#users -= 1;
  }

  /** Frees the weights at once, even if they have users. */
  dispose(): void {
    if (this.isDisposed) return;
    this.#users = 0;
    this.free();
  }

  /** @throws Error after the weights are freed */
  protected checkWeights(): void {
    if (this.isDisposed) throw new Error('The weights of the network have been freed');
  }
}
