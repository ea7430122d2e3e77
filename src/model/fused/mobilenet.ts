import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import type { HeadManifest, MobilenetManifest } from '../manifest.js';
import { VALUE_BYTES } from './arena.js';
import { axis, type Axis } from './axis.js';
import type { FusedBody, RowPart } from './body.js';
import { Heads } from './heads.js';
import { mostFrames, type Plan } from './plan.js';
import { Product } from './product.js';
import { FusedTrunk } from './trunk.js';

/** A trunk whose heads read each embedding; the tensor version is `architectures/mobilenet.ts`. */
export class FusedMobilenet implements FusedBody {
  readonly period: number;
  readonly classes: Axis;
  readonly logits: number;
  readonly #trunk: FusedTrunk;
  readonly #dense: Product | undefined;
  /** Output of the dense layer, or the embeddings without it. */
  readonly #rows: number;
  readonly #width: Axis;
  readonly #heads: Heads;

  constructor(
    plan: Plan,
    manifest: MobilenetManifest,
    { bands, hopSeconds }: FeatureGeometry,
    heads: readonly HeadManifest[],
  ) {
    const { dense: units } = manifest;
    this.#trunk = new FusedTrunk(plan, manifest.trunk, bands, hopSeconds);
    const { embedding, embeddings, period } = this.#trunk;
    const most = mostFrames(period);
    this.period = period;
    const width = units ? axis(units) : embedding;
    this.#width = width;
    this.#dense = units ? Product.named(plan, 'dense', embedding, width, 'hard-swish') : undefined;
    this.#rows = units ? plan.arena.reserve(most * width.length * VALUE_BYTES) : embeddings;
    this.#heads = new Heads(plan, heads, [{ axis: width, address: () => this.#rows }], most);
    ({ classes: this.classes, logits: this.logits } = this.#heads);
  }

  input(slot: number): number {
    return this.#trunk.input(slot);
  }

  run(slot: number, frames: number, phase: number, isSilent: boolean): number {
    const rows = this.#trunk.run(slot, frames, phase, isSilent);
    if (rows === 0) return 0;
    this.#dense?.run(this.#trunk.embeddings, this.#rows, rows);
    this.#heads.run(slot, rows, 0);
    return rows;
  }

  embedding(): readonly RowPart[] {
    return [{ axis: this.#width, address: this.#rows }];
  }

  restore(): void {
    // A slot holds nothing else.
  }
}
