import type { Detection } from '../decisions/detection.js';
import type { FrameObservations } from './frame-observer.js';
import type { LabelledClip } from './labelled-manifest.js';
import type { TrueEvent } from './strong-labels.js';

/** A labelled recording and the engine's results. */
export interface HeardClip {
  readonly clip: LabelledClip;
  /** Duration of the recording. */
  readonly seconds: number;
  /** Per head `[classes]`. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** All ended. */
  readonly detections: readonly Detection[];
}

/** Data of one recording that is measured immediately and not kept. */
export interface ClipMoments {
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
export function byDataset(heard: readonly HeardClip[]): [name: string, clips: HeardClip[]][] {
  const groups = new Map<string, HeardClip[]>();
  for (const one of heard) {
    const group = groups.get(one.clip.dataset);
    if (group) group.push(one);
    else groups.set(one.clip.dataset, [one]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
