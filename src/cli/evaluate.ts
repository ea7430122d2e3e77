import { open, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PinnaError, PinnaErrorCode } from '../errors';
import { Evaluation } from '../evaluation/evaluation';
import { FrameObserver } from '../evaluation/frame-observer';
import type { LabelledClip } from '../evaluation/labelled-manifest';
import { vocabularyOf } from '../evaluation/vocabulary';
import { selectBackend } from '../model/backends';
import { classifyFile } from './classify-file';
import type { EvaluateCommand } from './command-line';
import type { EvaluationReport } from './evaluation-report';
import { evaluationText } from './evaluation-text';
import { PredictionsTsv } from './predictions-tsv';
import { ProgressBar } from './progress-bar';
import { readLabels } from './read-labels';
import { readModel } from './read-model';
import { write, type Streams } from './streams';

/**
 * `pinna evaluate`: hears every clip of a labelled folder as `pinna classify` does and compares.
 *
 * @returns the exit status: 0, or 1 when a clip could not be heard
 * @throws PinnaError `model-missing`, `model-corrupt`, `no-backend`, `bad-option` for labels that make no sense, `bad-audio`
 *   when no clip at all could be heard
 */
export async function evaluate(command: EvaluateCommand, { stdout, stderr }: Streams): Promise<number> {
  const model = await readModel(command.model);
  const { manifest } = model;
  const vocabulary = vocabularyOf(manifest);
  const { clips, truthOf, warnings } = await readLabels(command, vocabulary);
  for (const warning of warnings) stderr.write(`pinna: Warning: ${warning}\n`);
  // Before the work rather than after it, so that a folder that is not there costs nothing.
  const json = await openOutput(command.json, 'json');
  const predictions = await openOutput(command.predictions, 'predictions');
  const { network, report: backend } = await selectBackend(model, {
    requested: command.backend,
    stepFrames: command.chunk,
  });

  const evaluation = new Evaluation(vocabulary);
  const tsv = new PredictionsTsv(vocabulary);
  await predictions?.write(tsv.header());
  const bar = new ProgressBar(stderr, clips.length);
  const failed: { path: string; message: string }[] = [];
  const tooShort: string[] = [];
  let [seconds, cost] = [0, 0];

  const hear = async (clip: LabelledClip, index: number, tell: (message: string) => void) => {
    const truth = truthOf(clip);
    const observer = clip.genre !== null || truth ? new FrameObserver(manifest) : undefined;
    const result = await classifyFile(resolve(command.data, clip.path), {
      manifest,
      network,
      chunk: command.chunk,
      keepScores: false,
      onStep: ({ logits, update, time }) => observer?.push(logits, update.frames, time),
      onProgress: (share) => bar.draw(index, clip.path, share),
      onDamage: () => tell('Warning: damaged parts were skipped; times after them are too early.'),
    });
    if (!result.clip) {
      tooShort.push(clip.path);
      tell('Warning: shorter than a frame, left out.');
      return;
    }
    seconds += result.seconds;
    cost += result.costPerSecond * result.seconds;
    const heard = { clip, seconds: result.seconds, scores: result.clip, detections: result.detections };
    evaluation.add(heard, { truth, observations: observer?.finish() });
    await predictions?.write(tsv.row(heard));
  };
  for (const [index, clip] of clips.entries()) {
    const tell = (message: string) => {
      bar.clear();
      stderr.write(`pinna: ${clip.path}: ${message}\n`);
    };
    bar.draw(index, clip.path, 0);
    try {
      await hear(clip, index, tell);
    } catch (error) {
      if (!(error instanceof PinnaError)) throw error;
      tell(error.message);
      failed.push({ path: clip.path, message: error.message });
    }
  }
  bar.clear();
  network.dispose();
  await predictions?.close();
  const evaluated = clips.length - failed.length - tooShort.length;
  if (evaluated === 0) throw new PinnaError(PinnaErrorCode.BadAudio, 'No clip could be heard. Check --data.');
  const report: EvaluationReport = {
    format: 'pinna-evaluation',
    formatVersion: 1,
    model: { name: manifest.name, version: manifest.version, weights: manifest.weights.sha256 },
    backend: backend.backend,
    chunk: command.chunk,
    split: command.split ?? null,
    clips: { listed: clips.length, evaluated, failed, tooShort, hours: seconds / 3600 },
    costPerSecond: cost / seconds,
    warnings,
    ...evaluation.result(),
  };
  await json?.write(`${JSON.stringify(report, null, 1)}\n`);
  await json?.close();
  await write(stdout, evaluationText(report));
  return failed.length > 0 ? 1 : 0;
}

async function openOutput(path: string | undefined, option: string): Promise<FileHandle | undefined> {
  if (path === undefined) return undefined;
  try {
    return await open(path, 'w');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new PinnaError(PinnaErrorCode.BadOption, `${path} cannot be written (${String(code)}). Check --${option}.`, {
      cause,
    });
  }
}
