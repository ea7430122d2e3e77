import type { Detection } from '../decisions/detection';
import { exportFileName } from '../formats/export-file-name';
import { EXPORT_FORMATS, type ExportFormatId } from '../formats/export-formats';
import type { ListenerLike } from './listener-like';
import { saveFile } from './save-file';
import type { SessionRecord } from './session-record';

/** Hands detections of a session to the browser as a download. */
export function saveDetections(
  session: SessionRecord,
  detections: readonly Detection[],
  { model, status }: Pick<ListenerLike, 'model' | 'status'>,
  id: ExportFormatId,
): void {
  const { extension, type, write } = EXPORT_FORMATS.find((format) => format.id === id)!;
  const list = session.list(detections, model, status.input);
  const source = list.timeBase.kind === 'file' ? list.file : '';
  saveFile(exportFileName(source, new Date(), extension), type, write(list));
}
