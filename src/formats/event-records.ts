import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { EventList, ExportedDetection } from './event-list.js';
import { score, seconds } from './written-values.js';

/** A detection as it is written: times in seconds to the microsecond, scores to six significant digits. */
export type EventRecord = Omit<ExportedDetection, 'band'>;

/**
 * Rounds a detection for export.
 *
 * @throws PinnaError `bad-option` for an invalid time or score, or an offset before the onset
 */
export function eventRecord({ head, label, onset, offset, peak, confidence }: ExportedDetection): EventRecord {
  if (offset !== null && offset < onset) {
    const span = `${String(onset)} to ${String(offset)}`;
    throw new PinnaError(
      PinnaErrorCode.BadOption,
      `A detection lasts from ${span} s. Pass an offset at or after the onset.`,
    );
  }
  return {
    head,
    label,
    onset: seconds(onset),
    offset: offset === null ? null : seconds(offset),
    peak: score(peak),
    confidence: score(confidence),
  };
}

/** A record that always has an end, with the frequency band of its detection. */
export interface EventSpan extends EventRecord, Pick<ExportedDetection, 'band'> {
  /** The offset, or `analysedUntil` if there is none. Never before the onset. */
  readonly end: number;
}

/**
 * Returns the detections, rounded for export and sorted by onset.
 *
 * @throws PinnaError `bad-option`, see `eventRecord`
 */
export function eventSpans({ detections, analysedUntil }: EventList): EventSpan[] {
  const until = seconds(analysedUntil);
  return detections
    .map((detection) => {
      const record = eventRecord(detection);
      const end = record.offset ?? Math.max(record.onset, until);
      return { ...record, end, ...(detection.band && { band: detection.band }) };
    })
    .sort((a, b) => a.onset - b.onset);
}
