import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { joinedRows } from '../../features/joined-rows.js';
import { checkSilence, highestSample } from '../../teach/examples/check-silence.js';
import { checkExampleLength, FEWEST_FRAMES } from '../../teach/examples/example-length.js';
import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { LogMelStream } from '../../features/log-mel-stream.js';
import { decodeFile } from '../files/decode-file.js';
import type { FileTurn } from '../files/each-file.js';

/** How to read a sound file. */
export interface SoundFramesOptions {
  readonly features: FeatureGeometry;
  /** Longest part from the start that is read, seconds. */
  readonly seconds: number;
  /** Whether it is an example: silence, or a longer recording, is an error then. No when absent. */
  readonly isExample?: boolean;
}

/**
 * Computes the frames of a sound file. Reports its defects, and whether some of it is left out because it is too long.
 *
 * @returns `[count × bands]`
 * @throws PinnaError `bad-audio`, `empty-audio` for a silent example, `audio-too-short`, `audio-too-long`, `unsupported-sample-rate`
 */
export async function soundFrames(
  { file, decoding, report }: FileTurn,
  { features, seconds, isExample = false }: SoundFramesOptions,
): Promise<Float32Array> {
  let stream: LogMelStream | undefined;
  let samples = 0;
  let highest = 0;
  const parts: Float32Array[] = [];
  for await (const block of decodeFile(file, decoding)) {
    stream ??= new LogMelStream(block.sampleRate, features);
    const most = Math.round(seconds * block.sampleRate);
    const isTooLong = samples + block.samples.length > most;
    if (isTooLong && isExample) checkExampleLength((samples + block.samples.length) / block.sampleRate);
    if (isTooLong)
      report(`Warning: only the first ${seconds} s are used. Cut the file into shorter ones to use all of it.`);
    const used = block.samples.subarray(0, most - samples);
    highest = highestSample(used, highest);
    parts.push(stream.push(used));
    samples += used.length;
    if (isTooLong) break;
  }
  if (isExample) checkSilence(highest);
  const frames = joinedRows(parts);
  if (frames.length < FEWEST_FRAMES * features.bands)
    throw new PinnaError(
      PinnaErrorCode.AudioTooShort,
      'The recording is too short for an example. Record the whole sound, or remove the file.',
    );
  return frames;
}
