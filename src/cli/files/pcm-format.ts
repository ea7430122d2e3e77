/** Format tags of WAV (RFC 2361), and bytes per sample. */
const SAMPLES = {
  u8: { tag: 1, bytes: 1 },
  s16: { tag: 1, bytes: 2 },
  s24: { tag: 1, bytes: 3 },
  s32: { tag: 1, bytes: 4 },
  f32: { tag: 3, bytes: 4 },
} as const;

/** Encoding of raw samples, little-endian. */
export type SampleFormat = keyof typeof SAMPLES;
export const SAMPLE_FORMATS = Object.keys(SAMPLES) as readonly SampleFormat[];

/** Layout of raw samples. The channels are interleaved. */
export interface PcmLayout {
  /** Hz. */
  readonly sampleRate: number;
  readonly channels: number;
  readonly sample: SampleFormat;
}

/** Writes a layout as the content of a `fmt ` chunk of WAV. */
export function pcmFormatChunk({ sampleRate, channels, sample }: PcmLayout): DataView {
  const { tag, bytes } = SAMPLES[sample];
  const view = new DataView(new ArrayBuffer(16));
  view.setUint16(0, tag, true);
  view.setUint16(2, channels, true);
  view.setUint32(4, sampleRate, true);
  view.setUint32(8, sampleRate * channels * bytes, true);
  view.setUint16(12, channels * bytes, true);
  view.setUint16(14, 8 * bytes, true);
  return view;
}
