import { mixToMono } from '../../capture/context/mono-mixer.js';
import { mediaDuration } from '../../capture/sources/media-duration.js';
import { decodeAudio } from '../../recordings/decode-audio.js';
import { checkExampleLength } from '../../teach/examples/example-length.js';
import type { ExampleSound } from '../../worker/contract.js';

/**
 * Reads a sound file as an example: the mean of its channels. A long file is rejected before it is decoded.
 * @throws PinnaError `audio-too-long`, and those of `decodeAudio`
 */
export async function exampleInFile(file: File): Promise<ExampleSound> {
  checkExampleLength((await mediaDuration(file)) ?? 0);
  const buffer = await decodeAudio(file);
  checkExampleLength(buffer.duration);
  const channels = Array.from({ length: buffer.numberOfChannels }, (_, i) => buffer.getChannelData(i));
  return { samples: new Float32Array(mixToMono(channels)), sampleRate: buffer.sampleRate };
}
