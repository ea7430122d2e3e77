import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { EventList, ListedDetection } from './event-list.js';
import { score, seconds } from './written-values.js';

/** A detection as it is written: times in seconds to the microsecond, scores to six significant digits. */
export type EventRecord = Omit<ListedDetection, 'band'>;

/**
 * Rounds a detection for export.
 *
 * @throws PinnaError `bad-option` for an invalid time or score, or an offset before the onset
 */
export function eventRecord({ head, label, onset, offset, peak, confidence }: ListedDetection): EventRecord {
  if (offset !== null && offset < onset) {
    const span = `${String(onset)} to ${String(offset)}`;
    throw new PinnaError(
      PinnaErrorCode.BadOption,
      `A detection lasts from ${span} s: it must not end before it begins.`,
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
export interface EventSpan extends EventRecord, Pick<ListedDetection, 'band'> {
  /** The offset, or `heardUntil` if there is none. Never before the onset. */
  readonly end: number;
}

/**
 * Returns the detections, rounded for export and sorted by onset.
 *
 * @throws PinnaError `bad-option`, see `eventRecord`
 */
export function eventSpans({ detections, heardUntil }: EventList): EventSpan[] {
  const until = seconds(heardUntil);
  return detections
    .map((detection) => {
      const record = eventRecord(detection);
      const end = record.offset ?? Math.max(record.onset, until);
      return { ...record, end, ...(detection.band && { band: detection.band }) };
    })
    .sort((a, b) => a.onset - b.onset);
}
