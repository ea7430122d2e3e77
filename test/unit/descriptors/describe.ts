import { DescriptorStream } from '../../../src/descriptors/descriptor-stream.js';
import type { Descriptors } from '../../../src/descriptors/descriptors.js';
import { LogMelStream } from '../../../src/features/log-mel-stream.js';

/** Returns the descriptors of a sound that arrives in the given pieces. */
export function describeSound(pieces: readonly Float32Array[], sampleRate: number): Descriptors {
  const features = new LogMelStream(sampleRate);
  const stream = new DescriptorStream(features.geometry, features.scale);
  features.onFrame = stream.add;
  for (const piece of pieces) features.push(piece);
  return stream.drain(features.frameCount, 0)!;
}
