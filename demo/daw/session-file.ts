import type { EventList } from '../../src/formats/event-list.js';
import type { ExportFormat } from '../../src/formats/export-formats.js';

/** What was heard on a track, or on all of them. */
export type SessionList = Omit<EventList, 'file' | 'detections'>;

/** What was heard on one track. */
export interface HeardTrack extends Pick<EventList, 'detections'> {
  readonly name: string;
}

/**
 * The parts of a file with the markers of all tracks. Where a format's lines name a file, it is the track; in the others its name
 * is before each label. Pure.
 *
 * @throws PinnaError `bad-option` for what is no time or score
 */
export function sessionFile(
  { write, writeMore }: ExportFormat,
  list: SessionList,
  tracks: readonly HeardTrack[],
): (string | Uint8Array<ArrayBuffer>)[] {
  if (writeMore)
    return tracks.map(({ name, detections }, i) => (i === 0 ? write : writeMore)({ ...list, file: name, detections }));
  const detections = tracks.flatMap(({ name, detections }) =>
    detections.map((detection) => ({ ...detection, label: `${name}: ${detection.label}` })),
  );
  return [write({ ...list, file: 'session', detections })];
}
