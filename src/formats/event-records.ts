import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { EventList, ExportedDetection } from './event-list.js';
import { score, seconds } from './written-values.js';

/** A detection as it is written: times in seconds to the microsecond, scores to six significant digits. */
export type EventRecord = Omit<ExportedDetection, 'band'> & {
  readonly name: string;
  readonly families: readonly string[];
};

/**
 * Rounds a detection for export.
 *
 * @throws PinnaError `bad-option` for an invalid time or score, or an offset before the onset
 */
export function eventRecord(detection: ExportedDetection): EventRecord {
  const { head, label, name = label.replaceAll('_', ' '), families = [], onset, offset, peak, confidence } = detection;
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
    name,
    families,
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

/** Head of a section in a list of spans. */
const SECTION = 'section';

/**
 * Returns the detections and the sections, rounded for export and sorted by onset. Sections precede the detections that begin with
 * them, and have the head `section`.
 *
 * @throws PinnaError `bad-option`, see `eventRecord`
 */
export function eventSpans(list: EventList): EventSpan[] {
  const sections = (list.sections ?? []).flatMap(({ onset, offset, label, confidence = 0 }): ExportedDetection[] =>
    offset === undefined ? [] : [{ head: SECTION, label, onset, offset, peak: confidence, confidence }],
  );
  return detectionSpans({ ...list, detections: [...sections, ...list.detections] });
}

/**
 * Returns the detections alone, rounded for export and sorted by onset.
 *
 * @throws PinnaError `bad-option`, see `eventRecord`
 */
export function detectionSpans({ detections, analysedUntil }: EventList): EventSpan[] {
  const until = seconds(analysedUntil);
  return detections
    .map((detection) => {
      const record = eventRecord(detection);
      const end = record.offset ?? Math.max(record.onset, until);
      return { ...record, end, ...(detection.band && { band: detection.band }) };
    })
    .sort((a, b) => a.onset - b.onset);
}
