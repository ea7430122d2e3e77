import type { ModelTensor } from '../../model/manifest.js';
import type { AutoencoderManifest, AutoencoderLayer } from './autoencoder-manifest.js';
import { CausalConvolution } from './causal-convolution.js';

/** A loaded auto-encoder. */
export interface AutoencoderModel {
  /** Its description. */
  readonly manifest: AutoencoderManifest;
  /** Its weights, by name. */
  readonly tensors: ReadonlyMap<string, ModelTensor>;
}

/**
 * A variational auto-encoder of log-mel frames, computed frame by frame: what it gives does not depend on how the frames are cut. It makes
 * a few numbers of every `stride` frames, and frames of such numbers. It computes in plain TypeScript, since 5.5 million multiplications a
 * second need no tensors. Pure.
 */
export class Autoencoder {
  /** Frames of a column of latents. */
  readonly stride: number;
  readonly #manifest: AutoencoderManifest;
  readonly #encoder: readonly CausalConvolution[];
  readonly #decoder: readonly CausalConvolution[];
  readonly #mean: Linear;
  readonly #spread: Linear;
  /** Bands of a column before it becomes latents. */
  readonly #lowestBands: number;

  constructor({ manifest, tensors }: AutoencoderModel) {
    this.#manifest = manifest;
    const values = (name: string) => tensors.get(name)!.values;
    let { bands } = manifest.features;
    this.#encoder = manifest.encoder.map(({ time, bands: factor }, i) => {
      const convolution = convolutionOf(`encoder.${i}`, values, bands, { time, bands: factor });
      bands /= factor;
      return convolution;
    });
    this.#lowestBands = bands;
    this.#mean = new Linear(values('mean/kernel'), values('mean/bias'));
    this.#spread = new Linear(values('spread/kernel'), values('spread/bias'));
    this.#decoder = manifest.decoder.map(({ bands: factor }, i) =>
      convolutionOf(`decoder.${i}`, values, (bands *= factor), { time: 1, bands: 1 }),
    );
    this.stride = strideOf(manifest);
  }

  /** Returns to the state before the first frame. */
  reset(): void {
    for (const layer of [...this.#encoder, ...this.#decoder]) layer.reset();
  }

  /**
   * Adds frames, and returns the columns of latents that became known: one for every `stride` frames.
   * @param frames `[count × bands]`, row-major, dB
   */
  encode(frames: Float32Array): Float32Array[] {
    const { features, levels } = this.#manifest;
    let rows = rowsOf(
      frames.map((level) => (Math.max(level, levels.floor) - levels.middle) / levels.scale),
      features.bands,
    );
    for (const layer of this.#encoder) rows = layer.push(rows).map(rectified);
    return rows.map((row) => this.#mean.of(channelsFirst(row, this.#lowestBands)));
  }

  /** Turns columns of latents, of any sound, into the frames that follow those of the last call, each `[bands]`, dB. */
  decode(latents: readonly Float32Array[]): Float32Array[] {
    const { levels, encoder, decoder } = this.#manifest;
    let rows = latents.map((column) => bandsFirst(rectified(this.#spread.of(column)), this.#lowestBands));
    let { channels } = encoder.at(-1)!;
    for (const [i, layer] of this.#decoder.entries()) {
      const { time, bands } = decoder[i]!;
      const wide = channels;
      rows = layer.push(rows.flatMap((row) => repeated(row, wide, bands, time)));
      if (i < decoder.length - 1) rows = rows.map(rectified);
      ({ channels } = decoder[i]!);
    }
    return rows.map((row) => row.map((value) => value * levels.scale + levels.middle));
  }
}

/** Returns the number of frames of a column of latents. */
export function strideOf({ encoder }: { readonly encoder: readonly AutoencoderLayer[] }): number {
  return encoder.reduce((product, { time }) => product * time, 1);
}

class Linear {
  readonly #kernel: Float32Array;
  readonly #bias: Float32Array;

  /** @param kernel `[outputs, inputs]`, row-major @param bias `[outputs]` */
  constructor(kernel: Float32Array, bias: Float32Array) {
    this.#kernel = kernel;
    this.#bias = bias;
  }

  of(input: Float32Array): Float32Array {
    return this.#bias.map((bias, o) => {
      let sum = bias;
      for (let i = 0; i < input.length; i++) sum += this.#kernel[o * input.length + i]! * input[i]!;
      return sum;
    });
  }
}

function convolutionOf(
  name: string,
  values: (name: string) => Float32Array,
  bands: number,
  stride: { readonly time: number; readonly bands: number },
): CausalConvolution {
  return new CausalConvolution({ kernel: values(`${name}/kernel`), bias: values(`${name}/bias`), bands, stride });
}

const rectified = (row: Float32Array): Float32Array => row.map((value) => Math.max(0, value));

/** `[bands × channels]` → `[channels × bands]` */
function channelsFirst(row: Float32Array, bands: number): Float32Array {
  const channels = row.length / bands;
  return row.map((_, at) => row[(at % bands) * channels + Math.floor(at / bands)]!);
}

/** `[channels × bands]` → `[bands × channels]` */
const bandsFirst = (row: Float32Array, bands: number): Float32Array => channelsFirst(row, row.length / bands);

/** Repeats each band of a row, and then the row. */
function repeated(row: Float32Array, channels: number, bands: number, time: number): Float32Array[] {
  const wide = new Float32Array(row.length * bands);
  for (let b = 0; b < wide.length / channels; b++) {
    const first = Math.floor(b / bands) * channels;
    wide.set(row.subarray(first, first + channels), b * channels);
  }
  return Array.from({ length: time }, () => wide);
}

const rowsOf = (values: Float32Array, size: number): Float32Array[] =>
  Array.from({ length: Math.floor(values.length / size) }, (_, i) => values.subarray(i * size, (i + 1) * size));
