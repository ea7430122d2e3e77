import type { Detection } from '../decisions/detection';
import { score, seconds } from './numbers';

/** A detection as it is written: times in seconds to the microsecond, scores to six digits. */
export type DetectionRecord = Omit<Detection, 'id'>;

export function detectionRecord({ head, label, onset, offset, peak, confidence }: Detection): DetectionRecord {
  return {
    head,
    label,
    onset: seconds(onset),
    offset: offset === null ? null : seconds(offset),
    peak: score(peak),
    confidence: score(confidence),
  };
}

/**
 * JSON Lines (https://jsonlines.org): one detection per line, each line ended.
 *
 * @param file what they were heard in; left out where there is no file
 */
export function detectionsToJsonLines(detections: readonly Detection[], file?: string): string {
  const source = file === undefined ? {} : { file };
  return detections.map((detection) => `${JSON.stringify({ ...source, ...detectionRecord(detection) })}\n`).join('');
}
