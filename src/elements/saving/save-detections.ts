import { exportFileName } from '../../formats/export-file-name.js';
import type { EventList } from '../../formats/event-list.js';
import type { ExportFormatId } from '../../formats/export-format-ids.js';
import { EXPORT_FORMATS } from '../../formats/export-formats.js';
import { saveFile } from './save-file.js';

/** Hands what was heard to the browser as a download. */
export function saveDetections(list: EventList, id: ExportFormatId): void {
  const { extension, type, write } = EXPORT_FORMATS.find((format) => format.id === id)!;
  const source = list.timeBase.kind === 'file' ? list.file : '';
  saveFile(exportFileName(source, new Date(), extension), type, [write(list)]);
}
