import { meanDecay } from '../layers/squeeze-excitation.js';
import type { BlockManifest } from '../manifest.js';
import { VALUE_BYTES } from './arena.js';
import { axis } from './axis.js';
import { DepthwiseConv } from './depthwise-conv.js';
import { gridOf, type FusedGrid } from './grid.js';
import { mostFrames, type Plan } from './plan.js';
import { Product } from './product.js';
import { SqueezeExcitation } from './squeeze-excitation.js';
import type { FusedTrunkPart } from './trunk-part.js';

/** Time scales of a trunk, seconds. */
export interface FusedTrunkTimes {
  /** Hop between the network's input frames. */
  readonly hop: number;
  /** Time constant of the means that squeeze-excitation reads. */
  readonly squeeze: number;
}

/** An inverted residual block; the tensor version is `architectures/inverted-residual.ts`. */
export class InvertedResidual implements FusedTrunkPart {
  readonly output: FusedGrid;
  readonly #input: FusedGrid;
  readonly #expand: Product | undefined;
  readonly #depthwise: DepthwiseConv;
  readonly #squeeze: SqueezeExcitation | undefined;
  readonly #project: Product;
  readonly #isResidual: boolean;
  /** Input of the block, if it is expanded. */
  readonly #x: number;
  /** Output of the depthwise convolution. */
  readonly #convolved: number;

  /** @param name of the weights */
  constructor(plan: Plan, manifest: BlockManifest, name: string, input: FusedGrid, times: FusedTrunkTimes) {
    const { expand, squeeze, activation, channels, kernel, stride, dilation = 1 } = manifest;
    const inner = gridOf(input.bands, expand ?? input.channels, input.stride);
    const [outer, expanded] = [axis(input.channels), axis(inner.channels)];
    this.#input = input;
    this.#expand = expand ? Product.named(plan, `${name}/expand`, outer, expanded, activation) : undefined;
    this.#depthwise = new DepthwiseConv(plan, `${name}/depthwise`, inner, { kernel, stride, dilation, activation });
    const convolved = this.#depthwise.output;
    this.output = gridOf(convolved.bands, channels, convolved.stride);
    const decay = meanDecay(convolved.stride * times.hop, times.squeeze);
    this.#squeeze = squeeze ? new SqueezeExcitation(plan, name, convolved, squeeze, decay) : undefined;
    this.#project = Product.named(plan, `${name}/project`, expanded, axis(channels), 'linear');
    this.#isResidual = stride.every((step) => step === 1) && channels === input.channels;
    this.#x = plan.arena.reserve(expand ? frameBytes(input) * mostFrames(input.stride) : 0);
    this.#convolved = plan.arena.reserve(frameBytes(convolved) * mostFrames(convolved.stride));
  }

  input(slot: number): number {
    return this.#expand ? this.#x : this.#depthwise.input(slot);
  }

  run(slot: number, frames: number, phase: number, y: number, isSilent: boolean): number {
    const x = this.input(slot);
    this.#expand?.run(x, this.#depthwise.input(slot), frames * this.#input.bands);
    const completed = this.#depthwise.run(slot, frames, phase, this.#convolved, isSilent);
    if (completed === 0) return 0;
    this.#squeeze?.run(slot, this.#convolved, completed, isSilent);
    this.#project.run(this.#convolved, y, completed * this.output.bands, this.#isResidual ? x : 0);
    return completed;
  }
}

function frameBytes({ bands, pitch }: FusedGrid): number {
  return bands * pitch * VALUE_BYTES;
}
