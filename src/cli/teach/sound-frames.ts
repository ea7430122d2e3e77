import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { joinedRows } from '../../features/joined-rows.js';
import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { LogMelStream } from '../../features/log-mel-stream.js';
import { decodeFile } from '../files/decode-file.js';

/**
 * Computes the frames of a sound file.
 *
 * @param seconds longest part from the start that is read
 * @returns `[count × bands]`
 * @throws PinnaError `bad-audio`, `audio-too-short`
 */
export async function soundFrames(file: string, features: FeatureGeometry, seconds: number): Promise<Float32Array> {
  let stream: LogMelStream | undefined;
  let samples = 0;
  const parts: Float32Array[] = [];
  for await (const block of decodeFile(file)) {
    stream ??= new LogMelStream(block.sampleRate, features);
    const rest = Math.round(seconds * block.sampleRate) - samples;
    parts.push(stream.push(block.samples.subarray(0, Math.max(0, rest))));
    samples += block.samples.length;
    if (samples >= seconds * block.sampleRate) break;
  }
  const frames = joinedRows(parts);
  if (frames.length < 4 * features.bands)
    throw new PinnaError(PinnaErrorCode.AudioTooShort, 'The recording is too short for an example.');
  return frames;
}
