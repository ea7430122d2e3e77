import { CourseDescriptors } from '../../explore/course-descriptors.js';
import { RecordingAnalyser } from '../../engine/recording-analyser.js';
import type { EngineStep } from '../../engine/engine.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { RecordingValues } from '../../explore/recording-values.js';
import type { StreamingNetwork } from '../../model/network/streaming-network.js';
import { decodeFile, type DecodeOptions } from '../files/decode-file.js';

/** The values of one file, and its length in seconds. */
export interface FileValues extends Pick<RecordingValues, 'descriptors' | 'embedding'> {
  readonly seconds: number;
}

/** How to compute the values of a file. */
export interface ValueOptions extends DecodeOptions {
  /** Nobody else uses it meanwhile. */
  readonly network: StreamingNetwork;
  /** Duration of a network step, frames of 20 ms. */
  readonly chunk: number;
}

/** Computes the values of one file. @throws PinnaError `bad-audio`, `audio-too-short`, `unsupported-sample-rate` */
export async function fileValues(file: string, options: ValueOptions): Promise<FileValues> {
  const { network, chunk } = options;
  const course = new CourseDescriptors();
  const collect = (steps: readonly EngineStep[]) => {
    for (const { descriptors } of steps) if (descriptors) course.add(descriptors);
  };
  let analyser: RecordingAnalyser | undefined;
  for await (const block of decodeFile(file, options)) {
    analyser ??= new RecordingAnalyser({
      ...{ manifest: network.manifest, network, sampleRate: block.sampleRate, stepFrames: chunk },
      descriptors: true,
      embedding: true,
    });
    collect(await analyser.push(block.samples));
  }
  // There is at least one block: decoding a file without samples throws.
  const { steps, summary } = await analyser!.finish();
  collect(steps);
  const { embedding, rhythm, duration } = summary;
  if (!embedding)
    throw new PinnaError(
      PinnaErrorCode.AudioTooShort,
      'The recording is too short to be placed on the map. Remove it.',
    );
  return { embedding, descriptors: course.values(rhythm!.tempo), seconds: duration };
}
