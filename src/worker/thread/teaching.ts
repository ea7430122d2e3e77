import { Decisions } from '../../decisions/decisions.js';
import type { Detection } from '../../decisions/detection.js';
import { TAUGHT } from '../../decisions/embedding-head.js';
import type { EmbeddingFollower } from '../../engine/engine.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { LogMelStream } from '../../features/log-mel-stream.js';
import { nextTask } from '../../lifetime/next-task.js';
import { normalise } from '../../teach/data/normalisation.js';
import { seededRandom } from '../../teach/data/seeded-random.js';
import { ROW_DISTANCE } from '../../teach/examples/embed.js';
import { HeardFrames } from '../../teach/examples/heard-frames.js';
import { asWritten } from '../../teach/file/taught-file.js';
import type { TaughtClass } from '../../teach/file/taught-class.js';
import { sigmoid } from '../../teach/learning/linear-softmax.js';
import { highestIn, peakIn } from '../../teach/learning/row-logits.js';
import { thresholdFor } from '../../teach/learning/threshold.js';
import { taughtManifest } from '../../teach/taught-manifest.js';
import type { TaughtHead } from '../../teach/taught-head.js';
import { BLOCK_SECONDS, blocksOf, exampleOf, quietBlocks, Teacher } from '../../teach/teacher.js';
import type {
  ExampleSound,
  FitRequest,
  FittedThreshold,
  HeardExample,
  HeardPicture,
  LearnRequest,
  LearntSounds,
  Rescored,
  TimeSpan,
  UncertainRequest,
  UncertainStretch,
} from '../contract.js';
import { isClipped } from './clipping.js';
import type { ModelHost } from './model-host.js';

/** Duration of the frames that are kept, seconds. */
const KEPT_SECONDS = 600;
/** Newest part of them that sounds are learnt against, seconds. More makes learning slower, and little better. */
const LEARNT_AGAINST = 240;
/** Time before and after an example that is neither the sound nor surely the room, seconds. */
const MARGIN = 1;
/** Time before and after a span in which the background of an example is measured, seconds. */
const BACKGROUND = 0.3;
/** Fewest frames of an example. */
const FEWEST_FRAMES = 4;
/** Rows that are scored at once. */
const ROWS_AT_ONCE = 500;
/** Length of a stretch to ask about, seconds. */
const STRETCH_SECONDS = 1.6;
/** Largest distance of a peak from the threshold about which it is worth asking, logits. */
const MOST_DOUBT = 5;
/** Most clipped blocks that are remembered. */
const MOST_CLIPPED = 1000;
/** Seed of the variants: the same examples give the same sounds. */
const SEED = 1;
/** Detections in frames that were scored again have ids from here on; those of live sound count from 1. */
const FIRST_RESCORED_ID = 2 ** 30;
/** Highest threshold that a budget gives. */
const HIGHEST_LOGIT = 12;

/** Teaching in a session: keeps frames of live sound, cuts examples, learns, and scores what is kept again. Worker thread. */
export class Teaching {
  readonly #host: ModelHost;
  #heard: HeardFrames | undefined;
  #clipped: TimeSpan[] = [];
  #lastRescoredId = FIRST_RESCORED_ID;

  constructor(host: ModelHost) {
    this.#host = host;
  }

  /** Begins to keep frames. @returns what the engine passes its steps to @throws PinnaError those of `ModelHost.teaching` */
  async follower(): Promise<EmbeddingFollower> {
    const { normalisation } = await this.#host.teaching();
    const { features } = this.#host.manifest;
    const framesPerRow = Math.round(this.#host.rowSeconds / features.hopSeconds);
    const heard = (this.#heard ??= new HeardFrames({
      bands: features.bands,
      framesPerRow,
      rowSeconds: this.#host.rowSeconds,
      size: normalisation.size,
      seconds: KEPT_SECONDS,
    }));
    return (time, input, embedding) => heard.add(time, input, normalise(normalisation, embedding));
  }

  /** Frees all that is kept. */
  forget(): void {
    this.#heard = undefined;
    this.#clipped = [];
  }

  /** Remembers that sound was clipped. Times are session time, seconds. */
  addClipping(from: number, to: number): void {
    if (!this.#heard) return;
    if (this.#clipped.length >= MOST_CLIPPED) this.#clipped = this.#clipped.slice(MOST_CLIPPED / 2);
    this.#clipped.push({ from, to });
  }

  /** Cuts an example out of what is kept, or makes one of a recording. @throws PinnaError `audio-too-short`, `unsupported-sample-rate` */
  example(of: TimeSpan | ExampleSound): HeardExample {
    const { features } = this.#host.manifest;
    const frames =
      'samples' in of
        ? new LogMelStream(of.sampleRate, features).push(of.samples)
        : this.#heard?.cut(of.from - BACKGROUND, of.to + BACKGROUND)?.frames;
    if (!frames || frames.length < FEWEST_FRAMES * features.bands) throw tooShort();
    const { example, trimmed } = exampleOf(frames, features, '');
    return {
      frames: example.frames,
      bands: features.bands,
      seconds: (trimmed.end - trimmed.first) * features.hopSeconds,
      rise: trimmed.rise,
      clipped:
        'samples' in of ? isClipped(of.samples) : this.#clipped.some(({ from, to }) => from < of.to && to > of.from),
    };
  }

  /** Returns the kept frames of a time span; undefined if none are kept. */
  picture({ from, to }: TimeSpan): HeardPicture | undefined {
    const cut = this.#heard?.cut(from, to);
    const { bands, hopSeconds } = this.#host.manifest.features;
    return cut && { ...cut, bands, hopSeconds };
  }

  /** Learns sounds from examples and from what is kept. @throws PinnaError those of `ModelHost.teaching` */
  async learn({ lessons, refused, spans }: LearnRequest): Promise<LearntSounds> {
    const data = await this.#host.teaching();
    const { size } = data.normalisation;
    const heard = this.#blocks(spans, size, LEARNT_AGAINST);
    const network = this.#host.open();
    try {
      const teacher = new Teacher({ network, data, heard, refused, pause: nextTask }, seededRandom(SEED));
      const learnt = await teacher.learn(lessons);
      const classes = learnt.map(({ taught }) => taught);
      const set = asWritten({ network: data.hash, licence: this.#host.manifest.licence, classes });
      const reports = learnt.map(({ taught: { label }, losses, sides, regularisation, leftOut }, at) => ({
        ...{ label, losses, ...sides, regularisation },
        leftOut: leftOut.map(sigmoid),
        alike: teacher.firstRows(label).map((rows) => alike(rows, set.classes, at)),
      }));
      return { set, reports };
    } finally {
      network.dispose();
    }
  }

  /** Fits thresholds to budgets, by what is kept. @throws PinnaError those of `ModelHost.taughtHead` */
  async fit({ set, targets, spans }: FitRequest): Promise<readonly FittedThreshold[]> {
    await this.#host.taughtHead(set);
    const { normalisation, bank, quiet } = await this.#host.teaching();
    const blocks = this.#blocks(spans, normalisation.size, KEPT_SECONDS);
    return set.classes.map((taught, at) => {
      const highest = (values: Float32Array) => highestIn(taught, values);
      const basis = {
        roomBlocks: quietBlocks(taught, blocks).map(({ values }) => peakIn(taught, values)),
        blockSeconds: BLOCK_SECONDS,
        sounds: bank.map(highest),
        quiet: quiet.map(highest),
      };
      const { logit, falseAlarms, roomMinutes } = thresholdFor(basis, targets[at]!);
      const threshold = sigmoid(Math.min(logit, HIGHEST_LOGIT));
      return { label: taught.label, threshold, falseAlarms, roomMinutes };
    });
  }

  /** Returns kept stretches in which it is least sure whether a taught sound is there. @throws PinnaError as {@link fit} */
  async uncertain({ set, spans, count }: UncertainRequest): Promise<readonly UncertainStretch[]> {
    await this.#host.taughtHead(set);
    const { rowSeconds } = this.#host;
    const every = Math.max(1, Math.round(ROW_DISTANCE / rowSeconds));
    const length = Math.round(STRETCH_SECONDS / (every * rowSeconds));
    const found: { readonly stretch: UncertainStretch; readonly doubt: number }[] = [];
    for (const { time, count: rows, values } of this.#heard?.runs(-Infinity, Infinity, every) ?? []) {
      const size = values.length / Math.max(1, rows);
      for (let row = 0; row + length <= rows; row += length) {
        const part = values.subarray(row * size, (row + length) * size);
        const from = time + row * every * rowSeconds;
        const to = from + STRETCH_SECONDS;
        if (spans.some((span) => span.from < to && span.to > from)) continue;
        for (const taught of set.classes) {
          const logit = peakIn(taught, part);
          const doubt = Math.abs(logit - logitOf(taught.threshold));
          if (doubt < MOST_DOUBT)
            found.push({ stretch: { label: taught.label, from, to, score: sigmoid(logit) }, doubt });
        }
      }
    }
    const chosen: UncertainStretch[] = [];
    for (const { stretch } of found.sort((a, b) => a.doubt - b.doubt)) {
      if (chosen.length === count) break;
      const isNear = chosen.some(({ from, to }) => from < stretch.to + MARGIN && to > stretch.from - MARGIN);
      if (!isNear) chosen.push(stretch);
    }
    return chosen;
  }

  /**
   * Finds taught sounds in what is kept.
   * @param head undefined for no taught sounds
   * @returns undefined if nothing is kept
   */
  async rescored(head: TaughtHead | undefined): Promise<Rescored | undefined> {
    const runs = this.#heard?.runs() ?? [];
    const [first, last] = [runs[0], runs.at(-1)];
    if (!first || !last) return undefined;
    const { rowSeconds } = this.#host;
    const span = { from: first.time, to: last.time + last.count * rowSeconds };
    if (!head) return { span, detections: [] };
    const decisions = new Decisions([], rowSeconds, {}, this.#lastRescoredId, head.manifest);
    const found: Detection[] = [];
    const add = (changes: ReturnType<Decisions['flush']>) =>
      found.push(...changes.filter(({ phase }) => phase === 'end').map(({ detection }) => detection));
    for (const { time, count, values } of runs) {
      const size = values.length / count;
      for (let row = 0; row < count; row += ROWS_AT_ONCE) {
        const part = values.subarray(row * size, Math.min(count, row + ROWS_AT_ONCE) * size);
        const logits = { [TAUGHT]: head.rowLogits(part) };
        add(decisions.push(logits, part.length / size, time + row * rowSeconds).changes);
      }
    }
    add(decisions.flush());
    this.#lastRescoredId = found.reduce((id, detection) => Math.max(id, detection.id), this.#lastRescoredId);
    return { span, detections: found.sort((a, b) => b.onset - a.onset) };
  }

  /** Returns the blocks of the newest kept rows, without those that touch an example. */
  #blocks(spans: readonly TimeSpan[], size: number, seconds: number) {
    const newest = this.#heard?.runs().at(-1);
    if (!newest) return [];
    const { rowSeconds } = this.#host;
    const end = newest.time + newest.count * rowSeconds;
    const every = Math.max(1, Math.round(ROW_DISTANCE / rowSeconds));
    const runs = this.#heard!.runs(end - seconds, Infinity, every);
    return runs.flatMap((run) =>
      blocksOf(run, size, every * rowSeconds).filter((_, at) => {
        const [from, to] = [run.time + at * BLOCK_SECONDS, run.time + (at + 1) * BLOCK_SECONDS];
        return !spans.some((span) => span.from - MARGIN < to && span.to + MARGIN > from);
      }),
    );
  }
}

const logitOf = (score: number): number => Math.log(score / (1 - score));

/** Returns the names of the other sounds that an example is taken for. @param own index of the sound that it is an example of */
function alike(rows: Float32Array, classes: readonly TaughtClass[], own: number): string[] {
  const heads = taughtManifest(classes).classes;
  return classes
    .filter((other, at) => at !== own && sigmoid(peakIn(other, rows)) >= heads[at]!.on!)
    .map(({ label }) => label);
}

function tooShort(): PinnaError {
  return new PinnaError(
    PinnaErrorCode.AudioTooShort,
    'There is too little sound for an example. Choose a longer stretch of the last ten minutes, or another file.',
  );
}
