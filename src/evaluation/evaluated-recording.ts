import type { Detection } from '../decisions/detection.js';
import type { FrameObservations } from './frame-observer.js';
import type { LabelledRecording } from './labelled-manifest.js';
import type { TrueEvent } from './strong-labels.js';

/** A labelled recording and the engine's results. */
export interface EvaluatedRecording {
  readonly recording: LabelledRecording;
  /** Duration of the recording. */
  readonly seconds: number;
  /** Per head `[classes]`. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** All ended. */
  readonly detections: readonly Detection[];
}

/** Data of one recording that is measured immediately and not kept. */
export interface TransientData {
  /** Complete list of the recording's events; undefined if their times are not known. */
  readonly truth: readonly TrueEvent[] | undefined;
  /** Undefined if no measure of this recording needs them. */
  readonly observations: FrameObservations | undefined;
}

/**
 * Groups recordings by dataset.
 *
 * @returns the recordings of each dataset, sorted by its name; the name is empty for recordings without a dataset
 */
export function byDataset(
  recordings: readonly EvaluatedRecording[],
): [name: string, recordings: EvaluatedRecording[]][] {
  const groups = new Map<string, EvaluatedRecording[]>();
  for (const one of recordings) {
    const group = groups.get(one.recording.dataset);
    if (group) group.push(one);
    else groups.set(one.recording.dataset, [one]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
