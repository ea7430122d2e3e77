import { detectionsToAudacity } from './detections-audacity.js';
import { detectionsToCsv, detectionsToCsvRows } from './detections-csv.js';
import { detectionsToJsonLines } from './detections-json-lines.js';
import { detectionsToMidi } from './detections-midi.js';
import { detectionsToRaven } from './detections-raven.js';
import { detectionsToReaper } from './detections-reaper.js';
import { detectionsToVtt } from './detections-vtt.js';
import type { EventList } from './event-list.js';
import type { ExportFormatId } from './export-format-ids.js';

/** A kind of file that an event list can be written as. */
export interface ExportFormat {
  readonly id: ExportFormatId;
  /** Of the file's name, without the first dot. */
  readonly extension: string;
  /** MIME type. */
  readonly type: string;
  /** The whole file. @throws PinnaError `bad-option` for what is no time or score */
  readonly write: (list: EventList) => string | Uint8Array<ArrayBuffer>;
  /** What another list adds to the end of such a file; absent where a file holds one list. */
  readonly writeMore?: (list: EventList) => string;
}

/** Every format of detections, in the order of `EXPORT_FORMAT_IDS`. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  { id: 'csv', extension: 'csv', type: 'text/csv', write: detectionsToCsv, writeMore: detectionsToCsvRows },
  {
    id: 'jsonl',
    extension: 'jsonl',
    type: 'application/jsonl',
    write: detectionsToJsonLines,
    writeMore: detectionsToJsonLines,
  },
  { id: 'audacity', extension: 'labels.txt', type: 'text/plain', write: detectionsToAudacity },
  { id: 'raven', extension: 'selections.txt', type: 'text/plain', write: detectionsToRaven },
  { id: 'vtt', extension: 'vtt', type: 'text/vtt', write: detectionsToVtt },
  { id: 'reaper', extension: 'regions.csv', type: 'text/csv', write: detectionsToReaper },
  { id: 'midi', extension: 'mid', type: 'audio/midi', write: detectionsToMidi },
];
