import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import type { EventList } from '../formats/event-list';
import { FrameScoresTsv } from '../formats/frame-scores-tsv';
import type { BackendName } from '../model/backend-report';
import type { ModelManifest } from '../model/manifest';
import type { FileResult } from './classify-file';
import { FRAMES, resultFileName, type ClassifyCommand } from './command-line';
import { write } from './streams';
import { summaryLine } from './summary-line';

/** Writes a file's result whole, in the format asked for, after the file has been heard to its end. */
export type ResultWriter = (result: FileResult) => Promise<void>;

/** @throws PinnaError `bad-option` when a class name does not fit the format; what making the output folder throws */
export async function createResultWriter(
  { format, output }: ClassifyCommand,
  manifest: ModelManifest,
  backend: BackendName,
  stdout: Writable,
): Promise<ResultWriter> {
  if (format === 'summary') return (result) => write(stdout, summaryLine(result, manifest.heads, backend));
  /** A file's result; `more` when it follows that of another file. */
  let textOf: (result: FileResult, more: boolean) => Iterable<string>;
  if (format.id === FRAMES.id) {
    const tsv = new FrameScoresTsv(manifest.heads, manifest.features.hopSeconds);
    textOf = (result) => framesText(tsv, result);
  } else {
    const { write: whole, writeMore = whole } = format;
    textOf = (result, more) => [(more ? writeMore : whole)(eventListOf(result, manifest))];
  }
  if (output === undefined) {
    let more = false;
    return async (result) => {
      for (const text of textOf(result, more)) await write(stdout, text);
      more = true;
    };
  }
  await mkdir(output, { recursive: true });
  return async (result) => {
    const file = await open(join(output, resultFileName(result.file, format)), 'w');
    try {
      for (const text of textOf(result, false)) await file.write(text);
    } finally {
      await file.close();
    }
  };
}

function eventListOf(
  { file, duration, detections }: FileResult,
  { name, version, features }: ModelManifest,
): EventList {
  return {
    file,
    timeBase: { kind: 'file' },
    model: { name, version },
    band: { low: features.fMin, high: features.fMax },
    heardUntil: duration,
    detections,
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
