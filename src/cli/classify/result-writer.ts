import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import type { Detection } from '../../decisions/detection.js';
import { type EventList, exportedSections } from '../../formats/event-list.js';
import { FRAME_SCORES, FrameScoresTsv } from '../../formats/frame-scores-tsv.js';
import type { BackendName } from '../../model/backends/backend-report.js';
import type { ModelManifest } from '../../model/manifest.js';
import type { TrackStructure } from '../../structure/structure.js';
import type { FileResult } from './classify-file.js';
import { usage, type ClassifyCommand } from '../arguments/command-line.js';
import type { InputFile } from '../files/input-files.js';
import { write } from '../terminal/streams.js';
import { summaryLine } from './summary-line.js';

/** Writes the whole result of a file in the requested format, once the file has been analysed completely. */
export type ResultWriter = (result: FileResult, file: InputFile) => Promise<void>;

/**
 * Checks that each file's result has a separate path.
 *
 * @throws PinnaError `bad-option`
 */
export function checkOutputPaths(files: readonly InputFile[], { format, output }: ClassifyCommand): void {
  if (format === 'summary') return;
  if (output === undefined) {
    if (files.length <= 1 || 'writeMore' in format) return;
    throw usage(`--format ${format.id} needs --output DIR for more than one file.`);
  }
  const seen = new Set<string>();
  for (const { outputPath } of files) {
    if (seen.has(outputPath))
      throw usage(`Two files would both be written to ${outputPath}.${format.extension}: rename one.`);
    seen.add(outputPath);
  }
}

/**
 * Returns the writer for the requested format; creates the output folder.
 * @throws PinnaError `bad-option` if a class name does not fit the format; the error of creating the folder
 */
export async function createResultWriter(
  { format, output, shard, cost }: ClassifyCommand,
  manifest: ModelManifest,
  backend: BackendName,
  stdout: Writable,
): Promise<ResultWriter> {
  if (format === 'summary') return (result) => write(stdout, summaryLine(result, manifest.heads, backend, cost));
  let contentOf: (result: FileResult) => Iterable<string | Uint8Array>;
  if (format.id === FRAME_SCORES.id) {
    const tsv = new FrameScoresTsv(manifest.heads, manifest.features.hopSeconds);
    contentOf = (result) => framesText(tsv, result);
  } else {
    const { write: whole, writeMore } = format;
    if (writeMore && output === undefined) {
      // Only the first shard writes the header, because the outputs of the shards are appended to each other.
      if (shard.index === 1) await write(stdout, whole(eventList('', 0, [], undefined, manifest)));
      return (result) => write(stdout, writeMore(eventListOf(result, manifest)));
    }
    contentOf = (result) => [whole(eventListOf(result, manifest))];
  }
  if (output === undefined) {
    return async (result) => {
      for (const content of contentOf(result)) await write(stdout, content);
    };
  }
  await mkdir(output, { recursive: true });
  return async (result, { outputPath }) => {
    const target = join(output, `${outputPath}.${format.extension}`);
    await mkdir(dirname(target), { recursive: true });
    const file = await open(target, 'w');
    try {
      for (const content of contentOf(result)) await file.writeFile(content);
    } finally {
      await file.close();
    }
  };
}

function eventListOf({ file, duration, detections, structure }: FileResult, manifest: ModelManifest): EventList {
  return eventList(file, duration, detections, structure, manifest);
}

function eventList(
  file: string,
  analysedUntil: number,
  detections: readonly Detection[],
  structure: TrackStructure | undefined,
  { name, version, features }: ModelManifest,
): EventList {
  return {
    file,
    timeBase: { kind: 'file' },
    model: { name, version },
    band: { low: features.fMin, high: features.fMax },
    analysedUntil,
    detections,
    ...(structure && { sections: exportedSections(structure) }),
  };
}

function* framesText(tsv: FrameScoresTsv, { scores }: FileResult): Generator<string> {
  yield tsv.header();
  let first = 0;
  for (const step of scores) {
    yield tsv.rows(step.scores, step.frames, first);
    first += step.frames;
  }
}
