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
 * Groups recordings.
 *
 * @param nameOf name of a recording's group; empty if it has none
 * @returns the recordings of each group, sorted by its name
 */
export function grouped<T extends EvaluatedRecording>(
  recordings: readonly T[],
  nameOf: (one: T) => string,
): [name: string, recordings: T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of recordings) {
    const name = nameOf(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Returns the name of a recording's dataset. */
export const datasetOf = ({ recording }: EvaluatedRecording): string => recording.dataset;
