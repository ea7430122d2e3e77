import { resolve } from 'node:path';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { fitDecisions } from '../../evaluation/fit-decisions.js';
import type { FitFigures, StoredRecording } from '../../evaluation/fit-replays.js';
import { vocabularyOf } from '../../evaluation/vocabulary.js';
import type { FitCommand } from '../arguments/commands.js';
import { OutputFile } from '../files/output-file.js';
import { readManifest } from '../files/read-model.js';
import { LogitStore } from '../evaluate/logit-store.js';
import { readLabels } from '../evaluate/read-labels.js';
import { ProgressBar } from '../terminal/progress-bar.js';
import { write, type OutputStreams } from '../terminal/streams.js';
import { fixed, section, textTable } from '../terminal/text-table.js';

/** Rivals are looked for within this time, and sounds remembered in their pauses for the second, seconds. */
const RIVAL_SECONDS = 3;
const PAUSE_SECONDS = 0.5;
/** Evidence that a class needs beside a surer rival, relative to what it needs alone. */
const COEXIST_FACTOR = 4;

/**
 * Runs `pinna fit`: fits the decisions of a model to labelled recordings, whose logits `pinna evaluate` has stored.
 *
 * @returns the exit status 0
 * @throws PinnaError `model-missing`, `model-corrupt`, `bad-option` for invalid labels or missing logits
 */
export async function fit(command: FitCommand, { stdout, stderr }: OutputStreams): Promise<number> {
  const manifest = await readManifest(command.model);
  const vocabulary = vocabularyOf(manifest);
  const store = await LogitStore.open(command.logits, manifest);
  const recordings: StoredRecording[] = [];
  for (const data of command.folders) {
    const labels = await readLabels({ data, manifest: undefined, strong: undefined, split: command.split }, vocabulary);
    for (const warning of labels.warnings) stderr.write(`pinna: Warning: ${warning}\n`);
    for (const recording of labels.clips) {
      const read = async () => (await store.read(resolve(data, recording.path))) ?? missing(recording.path);
      recordings.push({ recording, truth: labels.truthOf(recording), read });
    }
  }
  const json = await OutputFile.open(command.json, 'json');
  try {
    const bar = new ProgressBar(stderr, 1);
    const fitted = await fitDecisions(manifest, recordings, {
      wrongCost: command.wrongCost,
      budgetPerHour: command.budget,
      confirms: command.confirm.map((seconds) => ({
        seconds,
        coexistSeconds: COEXIST_FACTOR * seconds,
        rivalSeconds: RIVAL_SECONDS,
        pauseSeconds: PAUSE_SECONDS,
      })),
      onProgress: (share) => bar.draw(0, 'decisions', share),
    });
    bar.clear();
    await json.write(`${JSON.stringify(fitted.heads, null, 1)}\n`);
    await json.complete();
    await write(stdout, section(`Evidence needed: ${String(fitted.confirm.seconds)} s`, figuresTable(fitted)));
    return 0;
  } finally {
    await json.discard();
  }
}

function missing(path: string): never {
  const what = `There are no stored logits of ${path}. Run pinna evaluate with the same --logits first.`;
  throw new PinnaError(PinnaErrorCode.BadOption, what);
}

function figuresTable(fitted: Readonly<Record<'before' | 'after' | 'crossValidated', FitFigures>>): string {
  const titles = { before: 'model', after: 'fitted', crossValidated: 'fitted on the other half' } as const;
  const rows = (['before', 'after', 'crossValidated'] as const).flatMap((key) => {
    const { overall, byKind } = fitted[key];
    return Object.entries({ ...byKind, all: overall }).map(([kind, one]) => [
      ...[titles[key], kind || '(no kind)', one.right, one.family, one.wrong, fixed(one.precision)],
      ...[fixed(one.wrongPerHour, 1), fixed(one.found), fixed(one.relabelledShare)],
    ]);
  });
  const header = [
    'decisions',
    'kind',
    'right',
    'family',
    'wrong',
    'precision',
    'wrong per hour',
    'found',
    'relabelled',
  ];
  return textTable(header, rows);
}
