import { LOG_MEL_64, type LogMelGeometry } from '../../features/log-mel-parameters.js';
import { ManifestReader } from '../../model/loading/manifest-reader.js';
import { validateWeights } from '../../model/loading/weights-file.js';
import type { WeightsManifest } from '../../model/manifest.js';
import { KERNEL } from './causal-convolution.js';

/** Name of the file that describes an auto-encoder, in its folder. */
export const AUTOENCODER_FILE = 'autoencoder.json';

/** Limits on the size of an auto-encoder, checked before anything of that size is allocated. */
const MOST = { layers: 8, channels: 64, stride: 4, latents: 64 } as const;

/** A convolution of an auto-encoder, with the factors by which its input has more frames and bands than its output, or fewer. */
export interface AutoencoderLayer {
  /** Channels of its output. */
  readonly channels: number;
  /** Factor in time. */
  readonly time: number;
  /** Factor in frequency. */
  readonly bands: number;
}

/** The file `autoencoder.json`. */
export interface AutoencoderManifest {
  /** Name of the network. */
  readonly name: string;
  /** Version of the weights. */
  readonly version: string;
  /** Licence of the weights. */
  readonly licence: string;
  /** Geometry of its frames: always `LOG_MEL_64`. */
  readonly features: LogMelGeometry;
  /** A level x is read as (max(x, floor) − middle) / scale, dB. */
  readonly levels: { readonly floor: number; readonly middle: number; readonly scale: number };
  /** Values of a column of latents. */
  readonly latents: number;
  /** Convolutions that lead to the latents. */
  readonly encoder: readonly AutoencoderLayer[];
  /** Convolutions that lead back to frames. */
  readonly decoder: readonly AutoencoderLayer[];
  /** The file of the weights. */
  readonly weights: WeightsManifest;
}

/** Checks every field of a parsed `autoencoder.json`. @throws PinnaError `model-corrupt` that names the first wrong field */
export function validateAutoencoder(json: unknown): AutoencoderManifest {
  const manifest = new ManifestReader(json, '', AUTOENCODER_FILE);
  manifest.oneOf('format', ['pinna-autoencoder']);
  manifest.oneOf('formatVersion', [1]);
  for (const name of ['name', 'version', 'licence']) manifest.string(name);
  const features = manifest.object('features');
  for (const [name, value] of Object.entries(LOG_MEL_64)) features.oneOf(name, [value]);
  const levels = manifest.object('levels');
  for (const name of ['floor', 'middle']) levels.number(name, (level) => Math.abs(level) <= 200, 'from −200 to 200');
  levels.number('scale', (scale) => scale > 0, 'a positive number');
  manifest.oneOf('kernel', [KERNEL]);
  manifest.count('latents', MOST.latents);
  const factors = (['encoder', 'decoder'] as const).map((part) => {
    const layers = manifest.objects(part, MOST.layers);
    if (layers.length === 0) throw manifest.fieldError(part, 'a list of layers');
    return layers.reduce(
      (product, layer) => {
        layer.count('channels', MOST.channels);
        return {
          time: product.time * layer.count('time', MOST.stride),
          bands: product.bands * layer.count('bands', MOST.stride),
        };
      },
      { time: 1, bands: 1 },
    );
  });
  const [encoder, decoder] = factors as [(typeof factors)[0], (typeof factors)[0]];
  if (encoder.time !== decoder.time || encoder.bands !== decoder.bands || LOG_MEL_64.bands % encoder.bands !== 0)
    throw manifest.fieldError('decoder', 'layers that undo the factors of the encoder');
  if (manifest.objects('encoder', MOST.layers).some((layer) => layer.count('time', MOST.stride) >= KERNEL))
    throw manifest.fieldError('encoder', `layers with a factor in time below ${KERNEL}`);
  if (manifest.objects('decoder', MOST.layers).at(-1)!.count('channels', MOST.channels) !== 1)
    throw manifest.fieldError('decoder', 'layers of which the last one has 1 channel');
  validateWeights(manifest.object('weights'));
  return json as AutoencoderManifest;
}

/** Returns the shape of each tensor, by name. */
export function autoencoderShapes({ encoder, decoder, latents, features }: AutoencoderManifest): Map<string, number[]> {
  const shapes = new Map<string, number[]>();
  const add = (name: string, kernel: number[]) => {
    shapes.set(`${name}/kernel`, kernel);
    shapes.set(`${name}/bias`, [kernel[0]!]);
  };
  let [channels, { bands }] = [1, features];
  for (const [i, layer] of encoder.entries()) {
    add(`encoder.${i}`, [layer.channels, channels, KERNEL, KERNEL]);
    channels = layer.channels;
    bands /= layer.bands;
  }
  add('mean', [latents, channels * bands]);
  add('spread', [channels * bands, latents]);
  for (const [i, layer] of decoder.entries()) {
    add(`decoder.${i}`, [layer.channels, channels, KERNEL, KERNEL]);
    channels = layer.channels;
  }
  return shapes;
}
