/** What was heard, as files: `docs/formats.md` describes each. Pure: runs in the page, a worker and Node alike. */
export type { EventList, FrequencyBand, ListedDetection, ListedSection, TimeBase } from './event-list';
export { EXPORT_FORMAT_IDS, type ExportFormatId } from './export-format-ids';
export { EXPORT_FORMATS, type ExportFormat } from './export-formats';
export { listedSections } from './listed-sections';
export { exportFileName } from './export-file-name';
export { detectionsToAudacity } from './detections-audacity';
export { detectionsToCsv, detectionsToCsvRows } from './detections-csv';
export { detectionsToJsonLines } from './detections-json-lines';
export { detectionsToMidi } from './detections-midi';
export { detectionsToRaven } from './detections-raven';
export { detectionsToReaper } from './detections-reaper';
export { detectionsToVtt } from './detections-vtt';
export { FRAME_SCORES, FrameScoresTsv } from './frame-scores-tsv';
export { clipRange, type ClipMargins, type ClipRange, type RecentSound } from './clip-range';
export { wavClip, WAV_TYPE, type WavClipOptions } from './wav-clip';
