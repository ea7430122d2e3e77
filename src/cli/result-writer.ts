import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { detectionsToJsonLines } from '../formats/detections-json-lines';
import { FrameScoresTsv } from '../formats/frame-scores-tsv';
import type { BackendName } from '../model/backend-report';
import type { ModelManifest } from '../model/manifest';
import type { FileResult } from './classify-file';
import { scoresFileName, type ClassifyCommand } from './command-line';
import { write } from './streams';
import { summaryLine } from './summary-line';

/** Writes a file's result whole, in the format asked for, after the file has been heard to its end. */
export type ResultWriter = (result: FileResult) => Promise<void>;

/** @throws PinnaError `bad-option` when a class name does not fit the format; what making the output folder throws */
export async function createResultWriter(
  { format, output }: ClassifyCommand,
  { heads, features }: ModelManifest,
  backend: BackendName,
  stdout: Writable,
): Promise<ResultWriter> {
  if (format === 'summary') return (result) => write(stdout, summaryLine(result, heads, backend));
  if (format === 'events') return ({ detections, file }) => write(stdout, detectionsToJsonLines(detections, file));
  const tsv = new FrameScoresTsv(heads, features.hopSeconds);
  if (output === undefined) {
    return async (result) => {
      for (const text of framesText(tsv, result)) await write(stdout, text);
    };
  }
  await mkdir(output, { recursive: true });
  return async (result) => {
    const file = await open(join(output, scoresFileName(result.file)), 'w');
    try {
      for (const text of framesText(tsv, result)) await file.write(text);
    } finally {
      await file.close();
    }
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
