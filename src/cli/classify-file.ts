import { ClipScores } from '../decisions/clip-scores';
import type { Detection, DetectionChange } from '../decisions/detection';
import { Engine, type EngineStep } from '../engine';
import type { ModelManifest } from '../model/manifest';
import type { StreamingNetwork } from '../model/streaming-network';
import { decodeFile, type DecodeOptions } from './decode-file';

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

export interface FileResult {
  /** As it was given. */
  readonly file: string;
  readonly seconds: number;
  /** Hz. */
  readonly sampleRate: number;
  readonly frames: number;
  /** Seconds of computing (features, network, decisions; not decoding) per second of sound. */
  readonly costPerSecond: number;
  /** Per head the clip's scores, `[classes]`; null when the file is shorter than a frame. */
  readonly clip: Readonly<Record<string, Float32Array>> | null;
  /** In the order of their onsets, seconds from the file's start. */
  readonly detections: readonly Detection[];
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
  const clip = new ClipScores(manifest.heads);
  const changes: DetectionChange[] = [];
  const scores: FrameScores[] = [];
  let engine: Engine | undefined;
  let sampleRate = 0;
  let samples = 0;
  let milliseconds = 0;

  /** Only the engine's work: what becomes of its steps is no part of listening. */
  const timed = async <T>(work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work();
    milliseconds += performance.now() - began;
    return result;
  };
  const take = (steps: readonly EngineStep[]) => {
    for (const step of steps) {
      const { logits, update } = step;
      onStep?.(step);
      clip.add(logits, update.frames);
      changes.push(...update.changes);
      if (keepScores) scores.push({ frames: update.frames, scores: update.scores });
    }
  };
  for await (const block of decodeFile(file, options)) {
    if (!engine) {
      sampleRate = block.sampleRate;
      engine = new Engine({ manifest, network, sampleRate, stepFrames: chunk });
      engine.reset();
    }
    const running = engine;
    take(await timed(() => running.push(block.samples)));
    samples += block.samples.length;
  }
  const last = engine && (await timed(engine.flush.bind(engine)));
  take(last?.steps ?? []);
  changes.push(...(last?.changes ?? []));
  const detections = changes.filter(({ phase }) => phase === 'end').map(({ detection }) => detection);
  return {
    file,
    seconds: samples / sampleRate,
    sampleRate,
    frames: clip.frames,
    costPerSecond: milliseconds / 1000 / (samples / sampleRate),
    clip: clip.result(),
    detections: detections.sort((a, b) => a.onset - b.onset || a.id - b.id),
    scores,
  };
}
