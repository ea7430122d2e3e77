import type { DecisionUpdate } from '../decisions/decisions.js';
import { Decisions } from '../decisions/decisions.js';
import type { Detection } from '../decisions/detection.js';
import { PooledScores } from '../decisions/pooled-scores.js';
import type { ModelManifest } from '../model/manifest.js';
import { rowSecondsOf } from '../model/row-seconds.js';

/** The network's outputs for a whole recording. */
export interface RecordingLogits {
  /** Number of rows of logits T. */
  readonly frames: number;
  /** Duration of the recording. */
  readonly seconds: number;
  /** Per head `[T × classes]`, row-major. */
  readonly logits: Readonly<Record<string, Float32Array>>;
}

/** What the engine decides about a recording. */
export interface ReplayedRecording {
  /** Scores of the whole recording per head, `[classes]`; null if it is shorter than a frame. */
  readonly recordingScores: Readonly<Record<string, Float32Array>> | null;
  /** All ended, in the order of their onsets. */
  readonly detections: readonly Detection[];
}

/** Returns the detections of a recording in the order of their onsets, from all changes of its decisions. */
export function endedDetections(changes: DecisionUpdate['changes']): Detection[] {
  const ended = changes.filter(({ phase }) => phase === 'end').map(({ detection }) => detection);
  return ended.sort((a, b) => a.onset - b.onset || a.id - b.id);
}

/**
 * Repeats the engine's decisions about a recording from stored logits. The result is that of the engine, since
 * decisions do not depend on how the frames are cut into steps.
 */
export function replay(
  manifest: Pick<ModelManifest, 'heads' | 'features' | 'architecture'>,
  { logits, frames }: RecordingLogits,
): ReplayedRecording {
  const pooled = new PooledScores(manifest.heads);
  pooled.add(logits, frames);
  const decisions = new Decisions(manifest.heads, rowSecondsOf(manifest));
  const { changes } = decisions.push(logits, frames, 0);
  const detections = endedDetections([...changes, ...decisions.flush()]);
  return { recordingScores: pooled.result(), detections };
}
