import type { HeardClip } from '../../../src/evaluation/heard-clip.js';
import type { LabelledClip } from '../../../src/evaluation/labelled-manifest.js';

/** Returns a clip without labels and without detections, except the given ones. */
export function heardClip({
  scores = {},
  detections = [],
  seconds = 1,
  ...clip
}: Partial<LabelledClip> & Partial<Omit<HeardClip, 'clip'>>): HeardClip {
  return {
    clip: {
      ...{ path: 'clip.wav', dataset: '', group: '', named: [], genre: null, isStrong: false },
      ...{ present: new Set(), absent: new Set(), unknown: new Set() },
      ...clip,
    },
    seconds,
    scores,
    detections,
  };
}
