import { WavDecoder } from '../../containers/wav-decoder.js';
import { floatWavHeader, type WavFormat } from '../../containers/wav-format.js';
import { mixToMono } from '../context/mono-mixer.js';
import { decodeWith } from './decode-with.js';

/** Bytes that are decoded at once. */
const BLOCK_BYTES = 1 << 22;
/** Maximum number of channels of an `AudioBuffer` in every browser. */
const MAX_CHANNELS = 32;

/**
 * Decodes the samples of WAV as the command line does. Browsers differ in what they decode: none knows ADPCM, and some no
 * 64-bit samples. If the context has another sample rate, the browser converts them. Main thread.
 *
 * @param file bare samples, without a header
 * @param length samples per channel, more than 0
 * @throws PinnaError `bad-audio`
 */
export async function decodeWav(
  context: BaseAudioContext,
  file: Blob,
  format: WavFormat,
  length: number,
): Promise<AudioBuffer> {
  const { sampleRate } = format;
  const decoder = new WavDecoder(format);
  const isTooWide = format.channels > MAX_CHANNELS;
  const numberOfChannels = isTooWide ? 1 : format.channels;
  const channels = Array.from({ length: numberOfChannels }, () => new Float32Array(length));
  let position = 0;
  for (let start = 0; start < file.size; start += BLOCK_BYTES) {
    const decoded = decoder.decode(new Uint8Array(await file.slice(start, start + BLOCK_BYTES).arrayBuffer()));
    const parts = isTooWide ? [mixToMono(decoded)] : decoded;
    parts.forEach((part, c) => channels[c]!.set(part, position));
    position += parts[0]!.length;
  }
  if (context.sampleRate !== sampleRate) return decodeWith(context, floatWav(channels, sampleRate));
  const buffer = new AudioBuffer({ length, numberOfChannels, sampleRate });
  channels.forEach((channel, c) => buffer.copyToChannel(channel, c));
  return buffer;
}

function floatWav(channels: readonly Float32Array[], sampleRate: number): Blob {
  const samples = new Float32Array(channels.length * channels[0]!.length);
  channels.forEach((channel, c) => channel.forEach((sample, i) => (samples[i * channels.length + c] = sample)));
  return new Blob([floatWavHeader(sampleRate, channels.length, samples.byteLength), samples]);
}
