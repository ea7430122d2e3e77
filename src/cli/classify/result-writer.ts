import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Detection } from '../../decisions/detection.js';
import { withAgreedGenres } from '../../engine/agreed-genres.js';
import { analysedBand } from '../../features/frame-geometry.js';
import { type EventList, exportedSections } from '../../formats/event-list.js';
import { FRAME_SCORES, FrameScoresTsv } from '../../formats/frame-scores-tsv.js';
import type { BackendName } from '../../model/backends/backend-report.js';
import type { ModelManifest } from '../../model/manifest.js';
import type { StreamingNetwork } from '../../model/network/streaming-network.js';
import type { TrackStructure } from '../../structure/structure.js';
import type { FileResult } from './classify-file.js';
import type { ClassifyCommand } from '../arguments/commands.js';
import { usage } from '../arguments/usage.js';
import type { InputFile } from '../files/input-files.js';
import { OutputFile } from '../files/output-file.js';
import { notWritten } from '../files/write-error.js';
import { write, type Terminal } from '../terminal/streams.js';
import { textStyle } from '../terminal/text-style.js';
import { resultTable } from './result-table.js';
import { summaryLine } from './summary-line.js';

/** Writes the whole result of a file in the requested format, once the file has been analysed completely. */
export type ResultWriter = (result: FileResult, file: InputFile) => Promise<void>;

/**
 * Checks that each file's result has a separate path.
 *
 * @throws PinnaError `bad-option`
 */
export function checkOutputPaths(files: readonly InputFile[], { format, output }: ClassifyCommand): void {
  if (typeof format === 'string') return;
  if (output === undefined) {
    if (files.length <= 1 || 'writeMore' in format) return;
    throw usage(`--format ${format.id} needs --output DIR for more than one file.`, 'classify');
  }
  const seen = new Set<string>();
  for (const { outputPath } of files) {
    if (seen.has(outputPath))
      throw usage(`Two files would both be written to ${outputPath}.${format.extension}: rename one.`, 'classify');
    seen.add(outputPath);
  }
}

/** What the results hold. */
export interface Written extends Pick<StreamingNetwork, 'rowSeconds'> {
  /** The model, with the head of taught sounds if there is one. */
  readonly manifest: ModelManifest;
  /** Names of the taught faders. */
  readonly faders: readonly string[];
}

/**
 * Returns the writer for the requested format; creates the output folder.
 * @throws PinnaError `bad-option` if a class name does not fit the format, `not-written` if the folder cannot be created. The
 *   writer throws `not-written` if it cannot write the result of a file.
 */
export async function createResultWriter(
  { format, output, shard, cost }: ClassifyCommand,
  { manifest, rowSeconds, faders }: Written,
  backend: BackendName,
  stdout: Terminal,
): Promise<ResultWriter> {
  if (format === 'readable' || format === 'table' || format === 'summary') {
    const isTable = format === 'table' || (format === 'readable' && stdout.isTTY === true);
    return isTable
      ? (result) => write(stdout, resultTable(result, textStyle(stdout)))
      : (result) => write(stdout, summaryLine(result, manifest.heads, backend, cost));
  }
  let contentOf: (result: FileResult) => Iterable<string | Uint8Array>;
  if (format.id === FRAME_SCORES.id) {
    const tsv = new FrameScoresTsv(manifest.heads, rowSeconds, faders);
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
  await createFolder(output);
  return async (result, { outputPath }) => {
    const target = join(output, `${outputPath}.${format.extension}`);
    await createFolder(dirname(target));
    const file = await OutputFile.openResult(target);
    try {
      for (const content of contentOf(result)) await file.write(content);
      await file.complete();
    } finally {
      await file.discard();
    }
  };
}

/** @throws PinnaError `not-written` */
async function createFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((cause: unknown) => {
    throw notWritten(path, cause);
  });
}

function eventListOf({ file, duration, detections, structure }: FileResult, manifest: ModelManifest): EventList {
  return eventList(file, duration, withAgreedGenres(detections, structure), structure, manifest);
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
    band: analysedBand(features),
    analysedUntil,
    detections,
    ...(structure && { sections: exportedSections(structure) }),
  };
}

function* framesText(tsv: FrameScoresTsv, { scores }: FileResult): Generator<string> {
  yield tsv.header();
  let first = 0;
  for (const step of scores) {
    yield tsv.rows(step.scores, step.frames, first, step.faders);
    first += step.frames;
  }
}
