import type { Detection } from '../decisions/detection';
import { detectionsToJsonLines } from '../formats/detections-json-lines';

/** A file that the log can be saved as. */
export interface ExportFormat {
  readonly name: string;
  readonly fileName: string;
  readonly type: string;
  readonly write: (detections: readonly Detection[]) => string;
}

export const exportFormats: readonly ExportFormat[] = [
  {
    name: 'JSON Lines',
    fileName: 'pinna.jsonl',
    type: 'application/jsonl',
    write: (all) => detectionsToJsonLines(all),
  },
];
