/** Ids of the export formats for detections, in the order of the user interface. */
export const EXPORT_FORMAT_IDS = ['csv', 'jsonl', 'audacity', 'raven', 'vtt', 'reaper', 'midi'] as const;

/** Id of an export format: a value of `--format`, and the key of the format's name in the user interface. */
export type ExportFormatId = (typeof EXPORT_FORMAT_IDS)[number];
