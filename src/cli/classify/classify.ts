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
import { checkOutputPaths, createResultWriter } from './result-writer.js';
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
  checkOutputPaths(all, command);
  const files = shardOf(all, shard);
  const jobs = Math.min(command.jobs, files.length);
  const model = await readModel(command.model);
  const { manifest } = model;
  // Needed with threads too: each thread has a separate network, but all use the backend chosen here.
  const { network, report: backendReport } = await selectBackend(model, {
    requested: command.backend,
    stepFrames: chunk,
    wasm,
  });
  const keepScores = format === FRAME_SCORES;
  const threads = new JobThreads({ model: command.model, backend: backendReport.backend, chunk, keepScores });
  const classifyOne = (file: string, decoding: DecodeOptions): Promise<FileResult> =>
    jobs > 1
      ? threads.classify(file, decoding)
      : classifyFile(file, { manifest, network, chunk, keepScores, ...decoding });
  try {
    const writeResult = await createResultWriter(command, manifest, backendReport.backend, stdout);
    const failed = await eachFile(
      files.map(({ path }) => path),
      {
        stderr,
        jobs,
        analyse: ({ file, decoding }) => classifyOne(file, decoding),
        deliver: (result, { index, report }) => {
          const missing = missingBands(result.sampleRate);
          if (missing > 0) report(missingBandsWarning(result.sampleRate, missing));
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

const missingBandsWarning = (sampleRate: number, missing: number): string =>
  `Warning: at ${sampleRate} Hz there is no sound above ${sampleRate / 2} Hz; ${missing} of ${BANDS} bands are missing.`;
