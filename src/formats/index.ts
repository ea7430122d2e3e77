/** What was heard, as files: `docs/formats.md` describes each. Pure: runs in the page, a worker and Node alike. */
export type { EventList, FrequencyBand, ListedDetection, ListedSection, TimeBase } from './event-list.js';
export { EXPORT_FORMAT_IDS, type ExportFormatId } from './export-format-ids.js';
export { EXPORT_FORMATS, type ExportFormat } from './export-formats.js';
export { listedSections } from './event-list.js';
export { exportFileName } from './export-file-name.js';
export { detectionsToAudacity } from './detections-audacity.js';
export { detectionsToCsv, detectionsToCsvRows } from './detections-csv.js';
export { detectionsToJsonLines } from './detections-json-lines.js';
export { detectionsToMidi } from './detections-midi.js';
export { detectionsToRaven } from './detections-raven.js';
export { detectionsToReaper } from './detections-reaper.js';
export { detectionsToVtt } from './detections-vtt.js';
export { FRAME_SCORES, FrameScoresTsv } from './frame-scores-tsv.js';
export { clipRange, type ClipMargins, type ClipRange, type RecentSound } from './clip-range.js';
export { wavClip, WAV_TYPE, type WavClipOptions } from './wav-clip.js';
