import type { EmbeddingHead } from '../../decisions/embedding-head.js';
import type { EngineStep } from '../../engine/engine.js';
import type { ModelManifest } from '../../model/manifest.js';
import type { StreamingNetwork } from '../../model/network/streaming-network.js';
import { RecordingAnalyser, type RecordingSummary } from '../../engine/recording-analyser.js';
import { decodeFile, type DecodeOptions } from '../files/decode-file.js';

/** Options of {@link classifyFile}. */
export interface ClassifyOptions extends DecodeOptions {
  readonly manifest: ModelManifest;
  readonly network: StreamingNetwork;
  /** Duration of a network step, frames of 20 ms. */
  readonly chunk: number;
  /** Scores taught sounds; none when absent. */
  readonly embeddingHead?: EmbeddingHead | undefined;
  /** Whether to keep the frame scores, which take 4 bytes per class and row. */
  readonly keepScores: boolean;
  /** Called with every step of the engine, in order. Its time does not count as computing time. */
  readonly onStep?: (step: EngineStep) => void;
}

/** Frame scores of one network step. */
export interface FrameScores {
  readonly frames: number;
  /** Per head: scores `[frames × classes]`, row-major. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** Per fader: values `[frames]`, 0 to 1; undefined without faders. */
  readonly faders: Readonly<Record<string, Float32Array>> | undefined;
}

/** Result for one file. */
export interface FileResult extends RecordingSummary {
  /** Path as given. */
  readonly file: string;
  /** Hz. */
  readonly sampleRate: number;
  /** Frame scores, one entry per step; empty unless requested. */
  readonly scores: readonly FrameScores[];
}

/**
 * Classifies one file from the network's zero state, as a page does with live sound.
 *
 * @throws PinnaError `bad-audio`, `unsupported-sample-rate`; there is no partial result
 */
export async function classifyFile(file: string, options: ClassifyOptions): Promise<FileResult> {
  const { manifest, network, chunk, keepScores, embeddingHead, onStep } = options;
  const scores: FrameScores[] = [];
  let analyser: RecordingAnalyser | undefined;
  let sampleRate = 0;

  const collect = (steps: readonly EngineStep[]) => {
    for (const step of steps) {
      onStep?.(step);
      if (keepScores) scores.push({ frames: step.update.frames, scores: step.update.scores, faders: step.faders });
    }
  };
  for await (const block of decodeFile(file, options)) {
    sampleRate = block.sampleRate;
    analyser ??= new RecordingAnalyser({ manifest, network, sampleRate, stepFrames: chunk, embeddingHead });
    collect(await analyser.push(block.samples));
  }
  // There is at least one block: decoding a file without samples throws.
  const { steps, summary } = await analyser!.finish();
  collect(steps);
  return { file, sampleRate, ...summary, scores };
}
