import type { EngineStep } from '../../engine/engine.js';
import type { ModelManifest } from '../../model/manifest.js';
import type { StreamingNetwork } from '../../model/network/streaming-network.js';
import { WholeClip, type ClipSummary } from '../../engine/whole-clip.js';
import { decodeFile, type DecodeOptions } from '../files/decode-file.js';

export interface ClassifyOptions extends DecodeOptions {
  readonly manifest: ModelManifest;
  readonly network: StreamingNetwork;
  /** Frames per network step. */
  readonly chunk: number;
  /** Whether the frames' scores are wanted; they take 4 bytes per class and frame. */
  readonly keepScores: boolean;
  /** Told of every step of the engine, in order; its time does not count as computing. */
  readonly onStep?: (step: EngineStep) => void;
}

export interface FrameScores {
  readonly frames: number;
  /** Per head `[frames × classes]`. */
  readonly scores: Readonly<Record<string, Float32Array>>;
}

export interface FileResult extends ClipSummary {
  /** As it was given. */
  readonly file: string;
  /** Hz. */
  readonly sampleRate: number;
  /** Step by step; empty unless wanted. */
  readonly scores: readonly FrameScores[];
}

/**
 * Runs one file from the network's zero state, as a page that listens would.
 *
 * @throws PinnaError `bad-audio`, `unsupported-sample-rate`; there is no partial result
 */
export async function classifyFile(file: string, options: ClassifyOptions): Promise<FileResult> {
  const { manifest, network, chunk, keepScores, onStep } = options;
  const scores: FrameScores[] = [];
  let clip: WholeClip | undefined;
  let sampleRate = 0;

  const take = (steps: readonly EngineStep[]) => {
    for (const step of steps) {
      onStep?.(step);
      if (keepScores) scores.push({ frames: step.update.frames, scores: step.update.scores });
    }
  };
  for await (const block of decodeFile(file, options)) {
    sampleRate = block.sampleRate;
    clip ??= new WholeClip({ manifest, network, sampleRate, stepFrames: chunk });
    take(await clip.push(block.samples));
  }
  // There is a block: a file without sound has thrown.
  const { steps, summary } = await clip!.finish();
  take(steps);
  return { file, sampleRate, ...summary, scores };
}
