/**
 * Converts detections, sections and scores to export formats, and sound to WAV. `docs/formats.md` describes each format.
 * Pure: runs in the page, a worker and Node alike.
 */
export type { FrequencyBand } from '../features/frame-geometry.js';
export type { EventList, ExportedDetection, ExportedSection, TimeBase } from '../formats/event-list.js';
export { EXPORT_FORMAT_IDS, type ExportFormatId } from '../formats/export-format-ids.js';
export { EXPORT_FORMATS, type ExportFormat } from '../formats/export-formats.js';
export { exportedSections } from '../formats/event-list.js';
export { exportedHarmony } from '../formats/exported-harmony.js';
export { exportFileName } from '../formats/export-file-name.js';
export { detectionsToAudacity } from '../formats/detections-audacity.js';
export { detectionsToCsv, detectionsToCsvRows } from '../formats/detections-csv.js';
export { detectionsToJsonLines } from '../formats/detections-json-lines.js';
export { detectionsToMidi, type ExportedNote, type NoteTrack } from '../formats/detections-midi.js';
export { detectionsToRaven } from '../formats/detections-raven.js';
export { detectionsToReaper } from '../formats/detections-reaper.js';
export { detectionsToVtt } from '../formats/detections-vtt.js';
export { FRAME_SCORES, FrameScoresTsv } from '../formats/frame-scores-tsv.js';
export { excerptRange, type ExcerptMargins, type ExcerptRange, type RecentSound } from '../formats/excerpt-range.js';
export { muteSpans } from '../formats/mute-spans.js';
export { writeWav, WAV_TYPE, type WavOptions } from '../formats/write-wav.js';
