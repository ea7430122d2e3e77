import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { vocabularyOf } from '../../evaluation/vocabulary.js';
import { selectBackend } from '../../model/backends/backends.js';
import type { StreamingNetwork } from '../../model/network/streaming-network.js';
import type { EvaluateCommand } from '../arguments/commands.js';
import type { EvaluationReport } from './evaluation-report.js';
import { evaluationText } from './evaluation-text.js';
import { evaluateRecordings } from './evaluate-recordings.js';
import { LogitStore } from './logit-store.js';
import { OutputFile } from '../files/output-file.js';
import { readLabels } from './read-labels.js';
import { readTaughtHead } from '../files/read-taught.js';
import { readModel, wasm } from '../files/read-model.js';
import { write, type OutputStreams } from '../terminal/streams.js';

/**
 * Runs `pinna evaluate`: classifies every recording of a labelled folder as `pinna classify` does, and compares the results
 * with the labels.
 *
 * @returns the exit status: 0, or 1 if a recording could not be analysed
 * @throws PinnaError `model-missing`, `model-corrupt`, `no-backend`, `bad-taught-file`, `wrong-network`, `bad-option` for invalid labels, `bad-audio` if no
 *   recording could be analysed. If it throws, existing output files stay unchanged.
 */
export async function evaluate(command: EvaluateCommand, { stdout, stderr }: OutputStreams): Promise<number> {
  const model = await readModel(command.model);
  const { manifest } = model;
  const embeddingHead = await readTaughtHead(command.taught, model, command.model);
  const taught = embeddingHead?.manifest.classes.map(({ name }) => name);
  const vocabulary = { ...vocabularyOf(manifest), ...(taught && { taught }) };
  const labels = await readLabels(command, vocabulary);
  for (const warning of labels.warnings) stderr.write(`pinna: Warning: ${warning}\n`);
  // Opened before the work, so that a missing folder is reported at once.
  const json = await openOutput(command.json, 'json');
  let predictions: OutputFile | undefined;
  let network: StreamingNetwork | undefined;
  try {
    predictions = await openOutput(command.predictions, 'predictions');
    const store = command.logits === undefined ? undefined : await LogitStore.open(command.logits, manifest);
    const selected = await selectBackend(model, { requested: command.backend, stepFrames: command.chunk, wasm });
    network = selected.network;
    const results = await evaluateRecordings(command, {
      labels,
      vocabulary,
      manifest,
      network,
      embeddingHead,
      store,
      predictions,
      stderr,
    });
    const evaluated = labels.clips.length - results.failed.length - results.tooShort.length;
    if (evaluated === 0) throw new PinnaError(PinnaErrorCode.BadAudio, 'No clip could be analysed. Check --data.');
    const { failed, tooShort, seconds } = results;
    const report: EvaluationReport = {
      format: 'pinna-evaluation',
      formatVersion: 1,
      model: { name: manifest.name, version: manifest.version, weights: manifest.weights.sha256 },
      backend: selected.report.backend,
      chunk: command.chunk,
      split: command.split ?? null,
      clips: { listed: labels.clips.length, evaluated, failed, tooShort, hours: seconds / 3600 },
      costPerSecond: results.costPerSecond,
      warnings: labels.warnings,
      ...results.evaluation.result(),
    };
    await json?.write(`${JSON.stringify(report, null, 1)}\n`);
    await json?.complete();
    await predictions?.complete();
    await write(stdout, evaluationText(report));
    return failed.length > 0 ? 1 : 0;
  } finally {
    network?.dispose();
    await json?.discard();
    await predictions?.discard();
  }
}

const openOutput = async (path: string | undefined, option: string): Promise<OutputFile | undefined> =>
  path === undefined ? undefined : OutputFile.open(path, option);
