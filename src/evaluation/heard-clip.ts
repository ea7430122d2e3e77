import type { Detection } from '../decisions/detection.js';
import type { FrameObservations } from './frame-observer.js';
import type { LabelledClip } from './labelled-manifest.js';
import type { TrueEvent } from './strong-labels.js';

/** A labelled clip and what the engine said of it. */
export interface HeardClip {
  readonly clip: LabelledClip;
  readonly seconds: number;
  /** Per head `[classes]`. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** All ended. */
  readonly detections: readonly Detection[];
}

/** What is measured at once and not kept, clip by clip. */
export interface ClipMoments {
  /** Complete list of the clip's events; undefined where their times are not known. */
  readonly truth: readonly TrueEvent[] | undefined;
  /** Undefined where nothing of the clip needs them. */
  readonly observations: FrameObservations | undefined;
}

/** @returns the clips of each dataset, by name; those without one under the empty name */
export function byDataset(heard: readonly HeardClip[]): [name: string, clips: HeardClip[]][] {
  const groups = new Map<string, HeardClip[]>();
  for (const one of heard) {
    const group = groups.get(one.clip.dataset);
    if (group) group.push(one);
    else groups.set(one.clip.dataset, [one]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
