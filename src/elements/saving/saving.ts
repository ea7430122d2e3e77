/** Writes files and plays sounds, in a module that is loaded at the first use: a page that only listens never loads it. */
import type { Detection } from '../../decisions/detection.js';
import { clipRange } from '../../formats/clip-range.js';
import { type EventList, listedSections } from '../../formats/event-list.js';
import { exportFileName } from '../../formats/export-file-name.js';
import type { ExportFormatId } from '../../formats/export-format-ids.js';
import { EXPORT_FORMATS } from '../../formats/export-formats.js';
import { FRAME_SCORES, FrameScoresTsv } from '../../formats/frame-scores-tsv.js';
import { WAV_TYPE, wavClip } from '../../formats/wav-clip.js';
import { timeout } from '../../lifetime/timers.js';
import type { Classification } from '../../recordings/classifier.js';
import type { ListenerLike } from '../listener/listener-controller.js';
import type { FormatId } from '../words/strings.js';

export { SoundPlayer } from './sound-player.js';

/**
 * Hands a file to the browser as a download.
 *
 * @param type MIME type
 * @param content its parts, one after another
 */
export function saveFile(fileName: string, type: string, content: BlobPart[]): void {
  const url = URL.createObjectURL(new Blob(content, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken the file over once the click's task is done.
  timeout(0, () => URL.revokeObjectURL(url));
}

/** Hands what was heard to the browser as a download. */
export function saveDetections(list: EventList, id: ExportFormatId): void {
  const { extension, type, write } = EXPORT_FORMATS.find((format) => format.id === id)!;
  const source = list.timeBase.kind === 'file' ? list.file : '';
  saveFile(exportFileName(source, new Date(), extension), type, [write(list)]);
}

/** Frames in one part of a table: an hour's are more text than one string should hold. */
const PART = 1000;

/**
 * Hands what was heard in a whole recording to the browser as a download.
 *
 * @param name of the sound file
 * @throws PinnaError `bad-option` for a class name that the format cannot hold
 */
export function saveRecording(heard: Classification, name: string, id: FormatId): void {
  if (id === FRAME_SCORES.id) {
    // Named like the sound, without a date: sed_scores_eval takes the name for the clip's.
    const stem = name.replace(/(?<=.)\.[^.]*$/su, '') || 'pinna';
    saveFile(`${stem}.${FRAME_SCORES.extension}`, FRAME_SCORES.type, frameScores(heard));
    return;
  }
  const { model, detections, duration, structure } = heard;
  const list = {
    file: name,
    timeBase: { kind: 'file' },
    model: { name: model.name, version: model.version },
    band: { low: model.features.fMin, high: model.features.fMax },
    heardUntil: duration,
    detections,
    sections: listedSections(structure),
  } as const;
  saveDetections(list, id);
}

function frameScores({ model, scores, frames }: Classification): string[] {
  const table = new FrameScoresTsv(model.heads, model.features.hopSeconds);
  const parts = [table.header()];
  for (let first = 0; first < frames; first += PART) {
    const end = Math.min(first + PART, frames);
    const rows = Object.fromEntries(
      model.heads.map(({ name, classes }) => [
        name,
        scores[name]!.subarray(first * classes.length, end * classes.length),
      ]),
    );
    parts.push(table.rows(rows, end - first, first));
  }
  return parts;
}

/** Sound before the onset and after the offset, seconds. */
const MARGIN = 1;

/**
 * The sound of a detection with a second before and after, as far as the Listener keeps it.
 * @returns null where nothing of the detection itself is kept
 */
export async function recallClip(listener: ListenerLike, { onset, offset }: Detection) {
  const sound = await listener.recall(onset - MARGIN, offset === null ? Infinity : offset + MARGIN);
  if (!sound) return null;
  const { start, sampleRate, samples } = sound;
  const margins = { preRoll: MARGIN, postRoll: MARGIN };
  const range = clipRange({ onset, offset }, { start, length: samples.length, sampleRate }, margins);
  return range && { sampleRate, startTime: range.startTime, samples: samples.slice(range.first, range.end) };
}

/** Hands the sound of a detection to the browser as a WAV file. Returns whether it is still there. */
export async function saveClip(listener: ListenerLike, detection: Detection): Promise<boolean> {
  const clip = await recallClip(listener, detection);
  if (!clip) return false;
  const { model } = listener;
  const comment = [
    `from ${clip.startTime.toFixed(3)} s`,
    `onset ${detection.onset.toFixed(3)} s`,
    ...(model ? [`${model.name} ${model.version}`] : []),
  ].join('; ');
  const file = wavClip([clip.samples], { sampleRate: clip.sampleRate, title: detection.label, comment });
  saveFile(exportFileName(detection.label, new Date(), 'wav'), WAV_TYPE, [file]);
  return true;
}
