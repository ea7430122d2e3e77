import { eventRecord } from '../../formats/event-records.js';
import { score, seconds } from '../../formats/written-values.js';
import type { BackendName } from '../../model/backends/backend-report.js';
import type { HeadManifest } from '../../model/manifest.js';
import type { GenreEstimate, TrackStructure } from '../../structure/structure.js';
import { TAUGHT } from '../../decisions/embedding-head.js';
import type { FileResult } from './classify-file.js';

/**
 * Formats a file's result as one line of JSON. Under each head's name are its `clip` scores: an object by class, a number
 * if the head has one class, or null if the file is shorter than a frame. The head of taught sounds always has an object, since the
 * number of its classes is the user's.
 *
 * With taught faders, `faders` has the mean value of each.
 *
 * @param cost whether to include the computing time, which differs from run to run
 */
export function summaryLine(
  result: FileResult,
  heads: readonly HeadManifest[],
  backend: BackendName,
  cost: boolean,
): string {
  const { file, sampleRate, frames, recordingScores, detections, structure, faders } = result;
  const scores = heads.map(({ name, classes }) => {
    const values = [...(recordingScores?.[name] ?? [])].map(score);
    const byClass = Object.fromEntries(classes.map((entry, c) => [entry.name, values[c]]));
    return [name, { clip: recordingScores && (classes.length === 1 && name !== TAUGHT ? values[0] : byClass) }];
  });
  const summary = {
    file,
    seconds: seconds(result.duration),
    sampleRate,
    frames,
    backend,
    ...(cost ? { costPerSecond: Number(result.costPerSecond.toPrecision(3)) } : {}),
    ...Object.fromEntries(scores),
    ...(faders && {
      faders: Object.fromEntries(Object.entries(faders).map(([name, value]) => [name, score(value)])),
    }),
    ...structureOf(structure),
    detections: detections.map((detection) => {
      const { head, label, onset, offset, confidence, families } = eventRecord(detection);
      return { head, label, onset, offset, confidence, ...(families.length > 0 ? { families } : {}) };
    }),
  };
  return `${JSON.stringify(summary)}\n`;
}

/**
 * Returns the genre of the whole recording and of each section, with its uncertainty. If the file is shorter than a frame,
 * there is no genre.
 */
function structureOf({ genre, sections }: TrackStructure) {
  return {
    track: genreOf(genre),
    sections: sections.map(({ from, to, strength, genre: own }) => ({
      from: seconds(from),
      to: seconds(to),
      strength: score(strength),
      ...genreOf(own),
    })),
  };
}

const genreOf = (estimate: GenreEstimate | null) =>
  estimate && { genre: estimate.label, score: score(estimate.score), uncertainty: score(estimate.uncertainty) };
