/** Every kind of file that detections can be written as, in the order in which an interface offers them. */
export const EXPORT_FORMAT_IDS = ['csv', 'jsonl', 'audacity', 'raven', 'vtt', 'reaper', 'midi'] as const;

/** What `--format` takes, and the key of the format's name in an interface. */
export type ExportFormatId = (typeof EXPORT_FORMAT_IDS)[number];
