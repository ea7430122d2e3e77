import { eventRecord } from '../../formats/event-records.js';
import { score, seconds } from '../../formats/written-values.js';
import type { BackendName } from '../../model/backends/backend-report.js';
import type { HeadManifest } from '../../model/manifest.js';
import type { GenreEstimate, TrackStructure } from '../../structure/structure.js';
import type { FileResult } from './classify-file.js';

/**
 * A file's result as one JSON object on one line. Under each head's name its `clip` scores: by class, one number where the
 * head has one class, null for a file shorter than a frame.
 *
 * @param cost whether to say what computing took, which is another figure in every run
 */
export function summaryLine(
  result: FileResult,
  heads: readonly HeadManifest[],
  backend: BackendName,
  cost: boolean,
): string {
  const { file, sampleRate, frames, clip, detections, structure } = result;
  const heard = heads.map(({ name, classes }) => {
    const values = [...(clip?.[name] ?? [])].map(score);
    const byClass = Object.fromEntries(classes.map((entry, c) => [entry.name, values[c]]));
    return [name, { clip: clip && (classes.length === 1 ? values[0] : byClass) }];
  });
  const summary = {
    file,
    seconds: seconds(result.duration),
    sampleRate,
    frames,
    backend,
    ...(cost ? { costPerSecond: Number(result.costPerSecond.toPrecision(3)) } : {}),
    ...Object.fromEntries(heard),
    ...structureOf(structure),
    detections: detections.map((detection) => {
      const { head, label, onset, offset, confidence } = eventRecord(detection);
      return { head, label, onset, offset, confidence };
    }),
  };
  return `${JSON.stringify(summary)}\n`;
}

/** The genre of the whole and of each section, with its uncertainty; none for a file shorter than a frame. */
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
