import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import type { HeadManifest, TwoSpeedCrnnManifest, TwoSpeedWavenetManifest } from '../manifest.js';
import type { Arena } from './arena.js';
import type { Axis } from './axis.js';
import { VALUE_BYTES } from './arena.js';
import type { FusedBody, RowPart } from './body.js';
import { GatedStack } from './gated-stack.js';
import { GruLayer } from './gru-layer.js';
import { Heads } from './heads.js';
import { mostFrames, type Plan } from './plan.js';
import type { FusedRowLayers } from './row-layers.js';
import { TwoSpeedFront } from './two-speed-front.js';

/** A front of two speeds with a GRU or gated layers; the tensor version is `architectures/layered.ts`. */
export class TwoSpeedNetwork implements FusedBody {
  readonly period: number;
  readonly classes: Axis;
  readonly logits: number;
  readonly #front: TwoSpeedFront;
  readonly #layers: FusedRowLayers;
  readonly #heads: Heads;
  readonly #arena: Arena;
  /** Address of the slow values of each row, `[rows, slow]`; 0 until they are first requested. */
  #slowRows = 0;
  readonly #mostRows: number;

  constructor(
    plan: Plan,
    manifest: TwoSpeedCrnnManifest | TwoSpeedWavenetManifest,
    features: FeatureGeometry,
    heads: readonly HeadManifest[],
  ) {
    const [name, units] = manifest.type === 'crnn' ? ['dense', manifest.dense] : ['front', manifest.residualChannels];
    this.#front = new TwoSpeedFront(plan, manifest, features, name, units);
    const { rates, slowAxis } = this.#front;
    const most = mostFrames(rates.row);
    this.#layers =
      manifest.type === 'crnn' ? new GruLayer(plan, manifest.gru, units, most) : new GatedStack(plan, manifest, most);
    this.#heads = new Heads(plan, heads, this.#layers.outputs, most, { axis: slowAxis, rates });
    this.#arena = plan.arena;
    this.#mostRows = most;
    this.period = rates.value;
    ({ classes: this.classes, logits: this.logits } = this.#heads);
  }

  input(slot: number): number {
    return this.#front.input(slot);
  }

  run(slot: number, frames: number, phase: number, isSilent: boolean, keepsEmbedding: boolean): number {
    const { rates, slow, slowAxis } = this.#front;
    const completed = this.#front.run(slot, frames, phase, this.#layers.input(slot), isSilent);
    if (completed.rows === 0) return 0;
    this.#layers.run(slot, completed.rows, isSilent);
    if (completed.slow > 0) this.#heads.completeSlow(slot, slow.next(slot), completed.slow);
    const rowsBefore = Math.floor(phase / rates.row);
    this.#heads.run(slot, completed.rows, rowsBefore);
    if (keepsEmbedding) {
      this.#slowRows ||= this.#arena.reserve(this.#mostRows * slowAxis.length * VALUE_BYTES);
      slow.spread(slot, this.#slowRows, completed.rows, rowsBefore, false);
    }
    slow.advance(slot);
    return completed.rows;
  }

  embedding(slot: number): readonly RowPart[] {
    const parts = this.#layers.outputs.map(({ axis, address }) => ({ axis, address: address(slot) }));
    return [...parts, { axis: this.#front.slowAxis, address: this.#slowRows }];
  }

  restore(slot: number): void {
    this.#heads.restoreSlow(slot, this.#front.slow.newest(slot));
  }
}
