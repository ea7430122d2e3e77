import { PinnaError } from '../../errors.js';
import { missingBands, usedBands } from '../../features/frame-geometry.js';
import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { selectBackend } from '../../model/backends/backends.js';
import { FRAME_SCORES } from '../../formats/frame-scores-tsv.js';
import { classifyFile, type FileResult } from './classify-file.js';
import type { ClassifyCommand } from '../arguments/commands.js';
import type { DecodeOptions } from '../files/decode-file.js';
import { eachFile } from '../files/each-file.js';
import { inputFiles, shardOf } from '../files/input-files.js';
import { JobThreads } from './job-threads.js';
import { readTaughtHead } from '../files/read-taught.js';
import { readModel, wasm } from '../files/read-model.js';
import { checkOutputPaths, createResultWriter } from './result-writer.js';
import type { OutputStreams } from '../terminal/streams.js';

/**
 * Runs `pinna classify`: loads the model and classifies every file, one after another or `--jobs` at a time.
 *
 * @returns the exit status: 0, or 1 if a file has no result
 * @throws PinnaError `bad-option`, `model-missing`, `model-corrupt`, `no-backend`, `bad-taught-file`, `wrong-network`
 */
export async function classify(command: ClassifyCommand, { stdout, stderr }: OutputStreams): Promise<number> {
  const { paths, chunk, format, shard, partial } = command;
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
  const { backend } = backendReport;
  const embeddingHead = await readTaughtHead(command.taught, model, command.model);
  const { taught } = command;
  const threads = new JobThreads({ model: command.model, backend, chunk, keepScores, taught });
  const classifyOne = (file: string, decoding: DecodeOptions): Promise<FileResult> =>
    jobs > 1
      ? threads.classify(file, decoding)
      : classifyFile(file, { manifest, network, chunk, keepScores, embeddingHead, ...decoding });
  try {
    const heads = [...manifest.heads, ...(embeddingHead ? [embeddingHead.manifest] : [])];
    const { rowSeconds } = network;
    const written = { manifest: { ...manifest, heads }, rowSeconds, faders: embeddingHead?.faders?.names ?? [] };
    const writeResult = await createResultWriter(command, written, backend, stdout);
    let unwritten = 0;
    const failed = await eachFile(
      files.map(({ path }) => path),
      {
        stderr,
        jobs,
        analyse: ({ file, decoding }) => classifyOne(file, { ...decoding, partial }),
        deliver: (result, { index, report }) => {
          const { sampleRate } = result;
          if (missingBands(sampleRate, manifest.features) > 0)
            report(missingBandsWarning(sampleRate, manifest.features));
          return writeResult(result, files[index]!).catch((error: unknown) => {
            if (!(error instanceof PinnaError)) throw error;
            report(error.message);
            unwritten += 1;
          });
        },
      },
    );
    return failed.length + unwritten > 0 ? 1 : 0;
  } finally {
    await threads.close();
    network.dispose();
  }
}

const missingBandsWarning = (sampleRate: number, features: FeatureGeometry): string =>
  `Warning: at ${sampleRate} Hz there is no sound above ${sampleRate / 2} Hz; ` +
  `${missingBands(sampleRate, features)} of ${usedBands(features)} bands are missing.`;
