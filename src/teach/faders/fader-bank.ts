import type { FaderReader } from '../../decisions/embedding-head.js';
import { OnePole } from '../../decisions/one-pole.js';
import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { normalise, type Normalisation } from '../data/normalisation.js';
import { FRAME_DESCRIPTORS, RowDescriber } from '../examples/frame-descriptors.js';
import type { TaughtFader } from '../file/taught-fader.js';

/** Time constant of the smoothing, seconds. */
export const FADER_SECONDS = 1;
/** Gap after which frames are no longer compared across it, seconds. */
const GAP = 0.001;

const COUNT = FRAME_DESCRIPTORS.length;

/** Computes the values of faders row by row, smoothed. Cutting the rows into other steps gives the same values. Pure. */
export class FaderBank implements FaderReader {
  readonly names: readonly string[];
  readonly #faders: readonly TaughtFader[];
  readonly #normalisation: Normalisation;
  readonly #describer: RowDescriber;
  readonly #smoothing: OnePole;
  readonly #row: Float64Array;
  /** End of the last row, seconds; undefined before the first one. */
  #end: number | undefined;

  /**
   * @param faders their weights have the size of the normalisation
   * @param features geometry of the network's frames
   */
  constructor(faders: readonly TaughtFader[], normalisation: Normalisation, features: FeatureGeometry) {
    this.names = faders.map(({ name }) => name);
    this.#faders = faders;
    this.#normalisation = normalisation;
    this.#describer = new RowDescriber(features);
    this.#smoothing = new OnePole(faders.length, FADER_SECONDS);
    this.#row = new Float64Array(faders.length);
  }

  push(embedding: Float32Array, frames: Float32Array, time: number, rowSeconds: number): Record<string, Float32Array> {
    const { size, width } = this.#normalisation;
    const count = embedding.length / width;
    const gap = time - (this.#end ?? time);
    if (gap < -GAP) this.reset();
    else if (gap > GAP) this.#describer.reset();
    const rows = normalise(this.#normalisation, embedding);
    const described = this.#describer.push(frames, count);
    const values = new Float32Array(this.#faders.length * count);
    for (let row = 0; row < count; row++) {
      this.#faders.forEach((fader, f) => {
        let sum = fader.bias;
        for (let k = 0; k < size; k++) sum += fader.weights[k]! * rows[row * size + k]!;
        for (let d = 0; d < COUNT; d++) sum += fader.descriptors[d]! * described[row * COUNT + d]!;
        this.#row[f] = sum;
      });
      this.#smoothing.push(this.#row, rowSeconds + (row === 0 ? Math.max(0, gap) : 0));
      this.#smoothing.value.forEach((value, f) => (values[f * count + row] = Math.min(1, Math.max(0, value))));
    }
    this.#end = time + count * rowSeconds;
    return Object.fromEntries(this.names.map((name, f) => [name, values.subarray(f * count, (f + 1) * count)]));
  }

  continueFrom(before: FaderReader): void {
    if (!(before instanceof FaderBank)) return;
    this.#describer.continueFrom(before.#describer);
    this.#smoothing.continueFrom(
      before.#smoothing,
      this.names.map((name) => before.names.indexOf(name)),
    );
    this.#end = before.#end;
  }

  reset(): void {
    this.#describer.reset();
    this.#smoothing.reset();
    this.#end = undefined;
  }
}
