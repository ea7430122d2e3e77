/**
 * Converts detections, sections and scores to export formats, and sound to WAV. `docs/formats.md` describes each format.
 * Pure: runs in the page, a worker and Node alike.
 */
export type { EventList, FrequencyBand, ListedDetection, ListedSection, TimeBase } from '../formats/event-list.js';
export { EXPORT_FORMAT_IDS, type ExportFormatId } from '../formats/export-format-ids.js';
export { EXPORT_FORMATS, type ExportFormat } from '../formats/export-formats.js';
export { listedSections } from '../formats/event-list.js';
export { exportFileName } from '../formats/export-file-name.js';
export { detectionsToAudacity } from '../formats/detections-audacity.js';
export { detectionsToCsv, detectionsToCsvRows } from '../formats/detections-csv.js';
export { detectionsToJsonLines } from '../formats/detections-json-lines.js';
export { detectionsToMidi } from '../formats/detections-midi.js';
export { detectionsToRaven } from '../formats/detections-raven.js';
export { detectionsToReaper } from '../formats/detections-reaper.js';
export { detectionsToVtt } from '../formats/detections-vtt.js';
export { FRAME_SCORES, FrameScoresTsv } from '../formats/frame-scores-tsv.js';
export { clipRange, type ClipMargins, type ClipRange, type RecentSound } from '../formats/clip-range.js';
export { wavClip, WAV_TYPE, type WavClipOptions } from '../formats/wav-clip.js';
