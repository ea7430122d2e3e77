import type { EmbeddingHead, FaderReader } from '../decisions/embedding-head.js';
import type { FeatureGeometry } from '../features/log-mel-parameters.js';
import type { HeadManifest } from '../model/manifest.js';
import { normalise, type Normalisation } from './data/normalisation.js';
import { FaderBank } from './faders/fader-bank.js';
import type { TaughtClass } from './file/taught-class.js';
import type { TaughtSet } from './file/taught-file.js';
import { rowLogits } from './learning/row-logits.js';
import { taughtManifest } from './taught-manifest.js';

/** Scores taught sounds and faders from the embedding of a network. Pure. */
export class TaughtHead implements EmbeddingHead {
  readonly manifest: HeadManifest;
  readonly faders: FaderReader | undefined;
  readonly #classes: readonly TaughtClass[];
  readonly #normalisation: Normalisation;

  /** @param classes their labels differ */
  constructor(classes: readonly TaughtClass[], normalisation: Normalisation, faders?: FaderReader) {
    this.manifest = taughtManifest(classes);
    this.#classes = classes;
    this.#normalisation = normalisation;
    this.faders = faders;
  }

  /**
   * Creates the head of a set, with its faders.
   * @param set of the same network as the normalisation
   * @param features geometry of the network's frames
   */
  static of({ classes, faders }: TaughtSet, normalisation: Normalisation, features: FeatureGeometry): TaughtHead {
    return new TaughtHead(classes, normalisation, faders && new FaderBank(faders, normalisation, features));
  }

  logits(embedding: Float32Array): Float32Array {
    return this.rowLogits(normalise(this.#normalisation, embedding));
  }

  /** Computes logits. @param rows normalised embeddings, `[rows × size]` @returns `[rows × classes]`, row-major */
  rowLogits(rows: Float32Array): Float32Array {
    const count = rows.length / this.#normalisation.size;
    const logits = new Float32Array(count * this.#classes.length);
    this.#classes.forEach((one, c) => rowLogits(one, rows, logits, c, this.#classes.length));
    return logits;
  }
}
