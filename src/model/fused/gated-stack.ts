import type { WavenetLayersManifest } from '../manifest.js';
import { VALUE_BYTES } from './arena.js';
import { axis } from './axis.js';
import { DilatedConv } from './dilated-conv.js';
import type { Kernels } from './kernels.js';
import type { Plan } from './plan.js';
import { Product } from './product.js';
import type { FusedRowLayers, RowValues } from './row-layers.js';

/** A gated layer with its products. */
interface GatedLayer {
  readonly conv: DilatedConv;
  readonly skip: Product;
  /** Absent in the last layer. */
  readonly residual: Product | undefined;
}

/** Gated dilated convolutions with residual and skip connections; the tensor version is `architectures/gated-stack.ts`. */
export class GatedStack implements FusedRowLayers {
  readonly outputs: readonly RowValues[];
  readonly #kernels: Kernels;
  readonly #layers: readonly GatedLayer[];
  readonly #post: Product;
  /** Residual channels with zeros after them. */
  readonly #width: number;
  /** Output of a convolution, `[rows, 2R]`. */
  readonly #convolved: number;
  /** The same after the gates, `[rows, R]`. */
  readonly #gated: number;
  /** Sum over the layers, `[rows, S]`. */
  readonly #skips: number;
  readonly #y: number;

  /** @param most rows at once */
  constructor(plan: Plan, manifest: WavenetLayersManifest, most: number) {
    const { residualChannels, skipChannels, kernel: taps, dilations, readFront = false } = manifest;
    const [residual, skip] = [axis(residualChannels), axis(skipChannels)];
    const convolved = axis(residualChannels, residualChannels);
    const lastLayer = dilations.length - 1;
    const reserve = (width: number) => plan.arena.reserve(most * width * VALUE_BYTES);
    this.#kernels = plan.kernels;
    this.#layers = dilations.map((dilation, i) => ({
      conv: new DilatedConv(plan, `layer${i}`, { taps, dilation, inputs: residual, outputs: convolved }, most),
      skip: Product.named(plan, `layer${i}/skip`, residual, skip, i < lastLayer ? 'linear' : 'relu'),
      residual: i < lastLayer ? Product.named(plan, `layer${i}/residual`, residual, residual, 'linear') : undefined,
    }));
    this.#post = Product.named(plan, 'post', skip, skip, 'relu');
    this.#width = residual.length;
    this.#convolved = reserve(convolved.length);
    this.#gated = reserve(residual.length);
    this.#skips = reserve(skip.length);
    this.#y = reserve(skip.length);
    const post = { axis: skip, address: () => this.#y };
    const front = { axis: residual, address: (slot: number) => this.input(slot) };
    this.outputs = readFront ? [post, front] : [post];
  }

  input(slot: number): number {
    return this.#layers[0]!.conv.input(slot);
  }

  run(slot: number, rows: number, isSilent: boolean): void {
    this.#layers.forEach(({ conv, skip, residual }, i) => {
      conv.run(slot, rows, this.#convolved, isSilent);
      this.#kernels.gate(this.#convolved, this.#gated, rows, this.#width);
      skip.run(this.#gated, this.#skips, rows, i === 0 ? 0 : this.#skips);
      residual?.run(this.#gated, this.#layers[i + 1]!.conv.input(slot), rows, conv.input(slot));
    });
    this.#post.run(this.#skips, this.#y, rows);
  }
}
