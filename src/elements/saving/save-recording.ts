import type { Classification } from '../../recordings/classification.js';
import { FRAME_SCORES, FrameScoresTsv } from '../../formats/frame-scores-tsv.js';
import type { FormatId } from './format-choice.js';
import { listedSections } from '../../formats/listed-sections.js';
import { saveDetections } from './save-detections.js';
import { saveFile } from './save-file.js';

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
    band: { low: model.fMin, high: model.fMax },
    heardUntil: duration,
    detections,
    sections: listedSections(structure),
  } as const;
  saveDetections(list, id);
}

function frameScores({ model, scores, frames }: Classification): string[] {
  const table = new FrameScoresTsv(model.heads, model.hopSeconds);
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
