import type { EvaluatedRecording } from '../../../src/evaluation/evaluated-recording.js';
import type { LabelledRecording } from '../../../src/evaluation/labelled-manifest.js';

/** Returns a recording without labels and without detections, except the given ones. */
export function evaluatedRecording({
  scores = {},
  detections = [],
  seconds = 1,
  ...labels
}: Partial<LabelledRecording> & Partial<Omit<EvaluatedRecording, 'recording'>>): EvaluatedRecording {
  return {
    recording: {
      ...{ path: 'recording.wav', dataset: '', group: '', kind: '', named: [], genre: null, isStrong: false },
      ...{ present: new Set(), absent: new Set(), unknown: new Set(), stated: labels.present ?? new Set() },
      ...labels,
    },
    seconds,
    scores,
    detections,
  };
}
