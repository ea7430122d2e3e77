/** Saves files and plays sounds. This module is loaded at the first use, so that a page that only listens never loads it. */
import type { Detection } from '../../decisions/detection.js';
import { excerptRange } from '../../formats/excerpt-range.js';
import { type EventList, exportedSections } from '../../formats/event-list.js';
import { exportFileName } from '../../formats/export-file-name.js';
import type { ExportFormatId } from '../../formats/export-format-ids.js';
import { EXPORT_FORMATS } from '../../formats/export-formats.js';
import { FRAME_SCORES, FrameScoresTsv } from '../../formats/frame-scores-tsv.js';
import { WAV_TYPE, writeWav } from '../../formats/write-wav.js';
import { timeout } from '../../lifetime/timers.js';
import type { Classification } from '../../recordings/classifier.js';
import type { ListenerLike } from '../listener/listener-controller.js';
import type { FormatId } from '../words/strings.js';

export { SoundPlayer } from './sound-player.js';

/**
 * Downloads a file.
 *
 * @param type MIME type
 * @param content parts of the file, in order
 */
export function saveFile(fileName: string, type: string, content: BlobPart[]): void {
  const url = URL.createObjectURL(new Blob(content, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has read the URL by the end of the click's task.
  timeout(0, () => URL.revokeObjectURL(url));
}

/** Downloads detections in an export format. */
export function saveDetections(list: EventList, id: ExportFormatId): void {
  const { extension, type, write } = EXPORT_FORMATS.find((format) => format.id === id)!;
  const source = list.timeBase.kind === 'file' ? list.file : '';
  saveFile(exportFileName(source, new Date(), extension), type, [write(list)]);
}

/** Frames per part of a table: the text of an hour is too long for one string. */
const PART = 1000;

/**
 * Downloads the result of a whole recording.
 *
 * @param name of the sound file
 * @throws PinnaError `bad-option` for a class name that the format cannot hold
 */
export function saveRecording(classification: Classification, name: string, id: FormatId): void {
  if (id === FRAME_SCORES.id) {
    // Named like the sound file, without a date: sed_scores_eval uses the file name as the name of the recording.
    const stem = name.replace(/(?<=.)\.[^.]*$/su, '') || 'pinna';
    saveFile(`${stem}.${FRAME_SCORES.extension}`, FRAME_SCORES.type, frameScores(classification));
    return;
  }
  const { model, detections, duration, structure } = classification;
  const list = {
    file: name,
    timeBase: { kind: 'file' },
    model: { name: model.name, version: model.version },
    band: { low: model.features.fMin, high: model.features.fMax },
    analysedUntil: duration,
    detections,
    sections: exportedSections(structure),
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

/** Length of the excerpt before the onset and after the offset, seconds. */
const MARGIN = 1;

/**
 * Returns an excerpt: the sound of a detection with one second before and after, as far as the listener has kept it.
 *
 * @returns null if the listener no longer keeps any sound of the detection itself
 */
export async function recallExcerpt(listener: ListenerLike, { onset, offset }: Detection) {
  const sound = await listener.recall(onset - MARGIN, offset === null ? Infinity : offset + MARGIN);
  if (!sound) return null;
  const { start, sampleRate, samples } = sound;
  const margins = { preRoll: MARGIN, postRoll: MARGIN };
  const range = excerptRange({ onset, offset }, { start, length: samples.length, sampleRate }, margins);
  return range && { sampleRate, startTime: range.startTime, samples: samples.slice(range.first, range.end) };
}

/** Downloads the excerpt of a detection as a WAV file. Returns false if its sound is no longer kept. */
export async function saveExcerpt(listener: ListenerLike, detection: Detection): Promise<boolean> {
  const excerpt = await recallExcerpt(listener, detection);
  if (!excerpt) return false;
  const { model } = listener;
  const comment = [
    `from ${excerpt.startTime.toFixed(3)} s`,
    `onset ${detection.onset.toFixed(3)} s`,
    ...(model ? [`${model.name} ${model.version}`] : []),
  ].join('; ');
  const file = writeWav([excerpt.samples], { sampleRate: excerpt.sampleRate, title: detection.label, comment });
  saveFile(exportFileName(detection.label, new Date(), 'wav'), WAV_TYPE, [file]);
  return true;
}
