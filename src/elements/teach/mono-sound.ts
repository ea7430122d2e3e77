import { mixToMono } from '../../capture/context/mono-mixer.js';
import type { ExampleSound } from '../../worker/contract.js';

/** Returns a recording as the mean of its channels. */
export function monoSound(buffer: AudioBuffer): ExampleSound {
  const channels = Array.from({ length: buffer.numberOfChannels }, (_, i) => buffer.getChannelData(i));
  return { samples: new Float32Array(mixToMono(channels)), sampleRate: buffer.sampleRate };
}
