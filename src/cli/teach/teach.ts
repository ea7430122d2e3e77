import { oneLine } from '../../formats/safe-text.js';
import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { selectBackend } from '../../model/backends/backends.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { Embedder } from '../../teach/examples/embed.js';
import { learnFader, type FaderExample } from '../../teach/faders/learn-fader.js';
import { stretchValues } from '../../teach/faders/stretch.js';
import type { TaughtFader } from '../../teach/file/taught-fader.js';
import { DEFAULT_TARGET, FEWEST_FOR_THOROUGH } from '../../teach/file/taught-class.js';
import { Teacher } from '../../teach/teacher.js';
import { writeTaughtFile } from '../../teach/file/taught-file.js';
import type { Learnt } from '../../teach/learning/learn.js';
import { seededRandom } from '../../teach/data/seeded-random.js';
import type { TeachCommand } from '../arguments/commands.js';
import { OutputFile } from '../files/output-file.js';
import { readModel, readTeaching, wasm } from '../files/read-model.js';
import { ProgressBar } from '../terminal/progress-bar.js';
import { write, type OutputStreams } from '../terminal/streams.js';
import { textTable } from '../terminal/text-table.js';
import { readFaders, type FaderStretch } from './read-faders.js';
import { readLessons } from './read-lessons.js';

/** Rows of a network step. Teaching reads whole examples. */
const STEP_FRAMES = 32;
/** Seed of the variants: the same examples give the same file. */
const SEED = 1;

/**
 * Runs `pinna teach`: learns the sounds and the faders of a folder, writes their file and prints what was learnt.
 *
 * @returns the exit status: 0, or 1 if a file could not be read
 * @throws PinnaError `bad-option`, `model-missing`, `model-corrupt`, `no-backend`
 */
export async function teach(command: TeachCommand, { stdout, stderr }: OutputStreams): Promise<number> {
  const model = await readModel(command.model);
  const data = await readTeaching(model, command.model);
  const { features, licence } = model.manifest;
  // Opened before the work, so that a wrong path is reported at once.
  const file = await OutputFile.open(command.out, 'out');
  try {
    const { faders, failed: lostFaders } = await readFaders(command.folder, features, stderr);
    const { lessons, rooms, failed } = await readLessons(command.folder, features, stderr, faders.size > 0);
    const { network } = await selectBackend(model, { requested: command.backend, stepFrames: STEP_FRAMES, wasm });
    try {
      const { target = DEFAULT_TARGET, thorough } = command;
      const bar = new ProgressBar(stderr, lessons.length);
      const onProgress = (label: string, share: number) =>
        bar.draw(
          lessons.findIndex((lesson) => lesson.label === label),
          label,
          share,
        );
      const teacher = new Teacher({ network, data, rooms, target, onProgress }, seededRandom(SEED));
      const learnt = await teacher.learn(lessons.map((lesson) => ({ ...lesson, thorough })));
      bar.clear();
      const classes = learnt.map(({ taught }) => taught);
      const embedder = new Embedder(network, data.normalisation);
      const learntFaders: TaughtFader[] = [];
      for (const [name, stretches] of faders) {
        learntFaders.push(learnFader(name, await faderExamples(name, stretches, embedder, features)));
      }
      await file.write(writeTaughtFile({ network: data.hash, licence, classes, faders: learntFaders }));
      await file.complete();
      stderr.write(learnt.map(warningOf).join(''));
      if (learnt.length > 0) await write(stdout, tableOf(learnt));
      if (thorough && learnt.length > 0) await write(stdout, thoroughTableOf(learnt));
      if (learntFaders.length > 0) await write(stdout, faderTableOf(learntFaders));
      return failed + lostFaders > 0 ? 1 : 0;
    } finally {
      network.dispose();
    }
  } finally {
    await file.discard();
  }
}

/** Returns a line about a sound that is found too rarely; empty for others. */
function warningOf({ taught: { label, figures } }: Learnt): string {
  const { found, examples } = figures;
  if (2 * found >= examples) return '';
  return (
    `pinna: ${oneLine(label)}: Warning: ${found} of ${examples} examples were found when they were left out. ` +
    'The sound may resemble steady noise: record it nearer, and give more examples.\n'
  );
}

function tableOf(learnt: readonly Learnt[]): string {
  return textTable(
    ['label', 'examples', 'found', 'false alarms an hour', 'threshold', 'minutes of background'],
    learnt.map(({ taught: { label, threshold, figures } }) => [
      ...[label, figures.examples, `${figures.found} of ${figures.examples}`, figures.falseAlarms.toFixed(3)],
      ...[threshold.toFixed(3), figures.roomMinutes.toFixed(1)],
    ]),
  );
}

/** Returns both results of each sound: with the frozen network only, and with a trained layer. */
const thoroughTableOf = (learnt: readonly Learnt[]): string =>
  textTable(
    ['label', 'found, frozen', 'found, with layer', 'loss, frozen', 'loss, with layer', 'error', 'layer'],
    learnt.map(({ taught: { label, figures }, thorough }) => {
      if (!thorough) return [label, ...Array<null>(5).fill(null), `needs ${FEWEST_FOR_THOROUGH} examples`];
      const { frozen, trained, error, isKept } = thorough;
      const found = [frozen, trained].map((one) => `${one.found} of ${figures.examples}`);
      const losses = [frozen.loss, trained.loss, error].map((value) => value.toFixed(4));
      return [label, ...found, ...losses, isKept ? 'kept' : 'no better'];
    }),
  );

async function faderExamples(
  name: string,
  stretches: readonly FaderStretch[],
  embedder: Embedder,
  features: FeatureGeometry,
): Promise<FaderExample[]> {
  const examples: FaderExample[] = [];
  for (const { frames, target, key } of stretches) {
    const values = await stretchValues(embedder, features, frames);
    if (values) examples.push({ values, target, key });
  }
  if (examples.length === 0)
    throw new PinnaError(PinnaErrorCode.BadOption, `No example of the fader "${name}" could be read.`);
  return examples;
}

const faderTableOf = (faders: readonly TaughtFader[]): string =>
  textTable(
    ['fader', 'examples', "Spearman's rho"],
    faders.map(({ name, figures: { examples, correlation } }) => [name, examples, correlation?.toFixed(2) ?? null]),
  );
