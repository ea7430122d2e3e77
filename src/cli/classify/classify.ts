import { missingBands } from '../../features/frame-geometry.js';
import { BANDS } from '../../features/log-mel-parameters.js';
import { selectBackend } from '../../model/backends/backends.js';
import { FRAME_SCORES } from '../../formats/frame-scores-tsv.js';
import { classifyFile, type FileResult } from './classify-file.js';
import type { ClassifyCommand } from '../arguments/command-line.js';
import type { DecodeOptions } from '../files/decode-file.js';
import { eachFile } from '../files/each-file.js';
import { inputFiles, shardOf } from '../files/input-files.js';
import { JobThreads } from './job-threads.js';
import { readModel, wasm } from '../files/read-model.js';
import { checkPlaces, createResultWriter } from './result-writer.js';
import type { Streams } from '../terminal/streams.js';

/**
 * Runs `pinna classify`: loads the model and classifies every file, one after another or `--jobs` at a time.
 *
 * @returns the exit status: 0, or 1 if a file has no result
 * @throws PinnaError `bad-option`, `model-missing`, `model-corrupt`, `no-backend`
 */
export async function classify(command: ClassifyCommand, { stdout, stderr }: Streams): Promise<number> {
  const { paths, chunk, format, shard } = command;
  const all = await inputFiles(paths);
  checkPlaces(all, command);
  const files = shardOf(all, shard);
  const jobs = Math.min(command.jobs, files.length);
  const model = await readModel(command.model);
  const { manifest } = model;
  // Needed with threads too: each thread has a separate network, but all use the backend chosen here.
  const { network, report } = await selectBackend(model, { requested: command.backend, stepFrames: chunk, wasm });
  const keepScores = format === FRAME_SCORES;
  const threads = new JobThreads({ model: command.model, backend: report.backend, chunk, keepScores });
  const hear = (file: string, decoding: DecodeOptions): Promise<FileResult> =>
    jobs > 1 ? threads.hear(file, decoding) : classifyFile(file, { manifest, network, chunk, keepScores, ...decoding });
  try {
    const writeResult = await createResultWriter(command, manifest, report.backend, stdout);
    const failed = await eachFile(
      files.map(({ path }) => path),
      {
        stderr,
        jobs,
        hear: ({ file, decoding }) => hear(file, decoding),
        take: (result, { index, tell }) => {
          const missing = missingBands(result.sampleRate);
          if (missing > 0) tell(narrowWarning(result.sampleRate, missing));
          return writeResult(result, files[index]!);
        },
      },
    );
    return failed.length > 0 ? 1 : 0;
  } finally {
    await threads.close();
    network.dispose();
  }
}

const narrowWarning = (sampleRate: number, missing: number): string =>
  `Warning: at ${sampleRate} Hz nothing above ${sampleRate / 2} Hz can be heard; ${missing} of ${BANDS} bands are missing.`;
