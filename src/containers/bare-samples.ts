import { TOLERANCE, type ContainerFormat, type SoundPlan } from './sound-plan.js';
import { cutShortAfter, endMissing } from './sound-warning.js';
import type { WavFormat } from './wav-format.js';

/** Position and length of bare samples, according to the header. */
export interface SampleData {
  /** First byte of the samples. */
  readonly start: number;
  /** Length, bytes; undefined if the writer did not know it, as when writing to a pipe. */
  readonly length: number | undefined;
}

/**
 * Plans samples that are stored without a frame structure: those of WAV, Wave64, AIFF, CAF and AU.
 *
 * @param fileEnd end of the file, before trailing tags, bytes
 */
export function planSamples(
  container: ContainerFormat,
  layout: WavFormat,
  data: SampleData,
  fileEnd: number,
): SoundPlan & { readonly end: number } {
  const { codec, sampleRate, channels, blockBytes, blockSamples } = layout;
  const toFileEnd = Math.max(0, fileEnd - data.start);
  const declared = data.length ?? toFileEnd;
  const available = Math.min(declared, toFileEnd);
  const blocks = Math.floor(available / blockBytes);
  const end = data.start + blocks * blockBytes;
  const missing = declared - available;
  const isCut = missing > TOLERANCE;
  // Without an incomplete block, the writer miscounted.
  const isEndMissing = !isCut && missing > 0 && available % blockBytes > 0;
  const samples = blocks * blockSamples;
  const declaredSamples = Math.floor(declared / blockBytes) * blockSamples;
  return {
    format: container,
    codec,
    sampleRate,
    channels,
    parts: [{ pieces: [{ start: data.start, end }], begin: 0, length: samples }],
    wav: layout,
    samples,
    tolerance: 0,
    isCut,
    declared: declaredSamples,
    warnings: isCut
      ? [cutShortAfter(samples / sampleRate, declaredSamples / sampleRate)]
      : isEndMissing
        ? [endMissing]
        : [],
    end,
  };
}

/**
 * Returns the layout of samples in whole bytes.
 *
 * @param bits of a sample; 12 bits take 2 bytes
 * @param width bytes of a sample, if it is more than the bits need
 * @returns undefined for samples of 0 or more than 8 bytes, for floats of other sizes than 4 and 8 bytes, and without a rate or
 *   channels
 */
export function sampleLayout(
  { codec, sampleRate, channels, bits, width = Math.ceil(bits / 8) }: SampleFields,
  order: Pick<WavFormat, 'isBigEndian' | 'isSigned'>,
): WavFormat | undefined {
  const isFloat = codec === 'float';
  if (!(sampleRate >= 1) || channels < 1 || width < 1 || width > 8 || (isFloat && width !== 4 && width !== 8))
    return undefined;
  return { codec, sampleRate, channels, blockBytes: width * channels, blockSamples: 1, factors: [], ...order };
}

/** What the header of a container says about its samples. */
export interface SampleFields {
  /** `pcm`, `float`, `alaw` or `mulaw`. */
  readonly codec: string;
  /** Hz. */
  readonly sampleRate: number;
  readonly channels: number;
  readonly bits: number;
  readonly width?: number;
}
