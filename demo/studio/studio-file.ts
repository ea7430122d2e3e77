import { detectionsToMidi, type ExportedNote } from '../../src/formats/detections-midi.js';
import type { EventList } from '../../src/formats/event-list.js';
import type { ExportFormat } from '../../src/formats/export-formats.js';

/** Model, band and end time that the export of all tracks shares. */
export type StudioList = Omit<EventList, 'file' | 'detections'>;

/** Name, detections and notes of one track. */
export interface TrackDetections extends Pick<EventList, 'detections'> {
  readonly name: string;
  readonly notes: readonly ExportedNote[];
}

/**
 * Builds a file with the markers of all tracks, as a list of parts. If a format names a file on each line, that is the track's
 * name. In other formats the track's name precedes each label. MIDI has a track with the notes of each track, too. Pure.
 *
 * @throws PinnaError `bad-option` for an invalid time or score
 */
export function studioFile(
  { id, write, writeMore }: ExportFormat,
  list: StudioList,
  tracks: readonly TrackDetections[],
): (string | Uint8Array<ArrayBuffer>)[] {
  if (writeMore)
    return tracks.map(({ name, detections }, i) => (i === 0 ? write : writeMore)({ ...list, file: name, detections }));
  const detections = tracks.flatMap(({ name, detections }) =>
    detections.map((detection) => ({ ...detection, label: `${name}: ${detection.label}` })),
  );
  const all = { ...list, file: 'studio', detections };
  return [id === 'midi' ? detectionsToMidi(all, tracks) : write(all)];
}
