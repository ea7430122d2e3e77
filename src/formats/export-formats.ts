import { detectionsToAudacity } from './detections-audacity.js';
import { detectionsToCsv, detectionsToCsvRows } from './detections-csv.js';
import { detectionsToJsonLines } from './detections-json-lines.js';
import { detectionsToMidi } from './detections-midi.js';
import { detectionsToRaven } from './detections-raven.js';
import { detectionsToReaper } from './detections-reaper.js';
import { detectionsToVtt } from './detections-vtt.js';
import type { EventList } from './event-list.js';
import { EXPORT_FORMAT_IDS, type ExportFormatId } from './export-format-ids.js';

/** A file format for an event list. */
export interface ExportFormat {
  /** Value of `--format`. */
  readonly id: ExportFormatId;
  /** File extension, without the leading dot. */
  readonly extension: string;
  /** MIME type. */
  readonly type: string;
  /** Writes the whole file. @throws PinnaError `bad-option` for an invalid time or score */
  readonly write: (list: EventList) => string | Uint8Array<ArrayBuffer>;
  /** Writes the part that appends another list to such a file; absent if a file holds only one list. */
  readonly writeMore?: (list: EventList) => string;
}

const formats: Readonly<Record<ExportFormatId, Omit<ExportFormat, 'id'>>> = {
  csv: { extension: 'csv', type: 'text/csv', write: detectionsToCsv, writeMore: detectionsToCsvRows },
  jsonl: {
    extension: 'jsonl',
    type: 'application/jsonl',
    write: detectionsToJsonLines,
    writeMore: detectionsToJsonLines,
  },
  audacity: { extension: 'labels.txt', type: 'text/plain', write: detectionsToAudacity },
  raven: { extension: 'selections.txt', type: 'text/plain', write: detectionsToRaven },
  vtt: { extension: 'vtt', type: 'text/vtt', write: detectionsToVtt },
  reaper: { extension: 'regions.csv', type: 'text/csv', write: detectionsToReaper },
  midi: { extension: 'mid', type: 'audio/midi', write: detectionsToMidi },
};

/** Every export format for detections, in the order of `EXPORT_FORMAT_IDS`. */
export const EXPORT_FORMATS: readonly ExportFormat[] = EXPORT_FORMAT_IDS.map((id) => ({ id, ...formats[id] }));
