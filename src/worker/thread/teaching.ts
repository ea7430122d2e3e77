import { Decisions } from '../../decisions/decisions.js';
import type { Detection } from '../../decisions/detection.js';
import { TAUGHT } from '../../decisions/embedding-head.js';
import { withOwnThresholds, type Thresholds } from '../../decisions/thresholds.js';
import type { EmbeddingFollower } from '../../engine/engine.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { joinedRows } from '../../features/joined-rows.js';
import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { LogMelStream } from '../../features/log-mel-stream.js';
import { yielding } from '../../lifetime/yielding.js';
import { normalise } from '../../teach/data/normalisation.js';
import { seededRandom } from '../../teach/data/seeded-random.js';
import { checkSilence, highestSample } from '../../teach/examples/check-silence.js';
import { Embedder, ROW_DISTANCE } from '../../teach/examples/embed.js';
import { HeardFrames, type HeardPart } from '../../teach/examples/heard-frames.js';
import { FEWEST_FRAMES } from '../../teach/examples/example-length.js';
import { trim } from '../../teach/examples/trim.js';
import { learnFader, type FaderExample } from '../../teach/faders/learn-fader.js';
import { stretchValues } from '../../teach/faders/stretch.js';
import type { TaughtFader } from '../../teach/file/taught-fader.js';
import { asWritten } from '../../teach/file/taught-file.js';
import type { TaughtClass } from '../../teach/file/taught-class.js';
import { HIGHEST_LOGIT } from '../../teach/learning/learn.js';
import { logitOf, sigmoid } from '../../teach/learning/linear-softmax.js';
import { highestIn, peakIn } from '../../teach/learning/row-logits.js';
import { thresholdFor } from '../../teach/learning/threshold.js';
import { taughtManifest } from '../../teach/taught-manifest.js';
import type { TaughtHead } from '../../teach/taught-head.js';
import { BLOCK_SECONDS, exampleOf, quietBlocks, Teacher } from '../../teach/teacher.js';
import type {
  ClassBudget,
  ExampleSound,
  FaderLesson,
  FitRequest,
  FittedThreshold,
  HeardExample,
  HeardPicture,
  LearningReport,
  LearnRequest,
  LearntFaders,
  LearntSounds,
  Rescored,
  TimeSpan,
  UncertainRequest,
  UncertainStretch,
} from '../contract.js';
import { isClipped } from './clipping.js';
import type { ModelHost } from './model-host.js';
import { ScorePeaks } from './score-peaks.js';

/** Duration of the frames that are kept, seconds. */
const KEPT_SECONDS = 600;
/** Newest part of them that sounds are learnt against, seconds. More makes learning slower, and little better. */
const LEARNT_AGAINST = 240;
/** Time before and after an example that is neither the sound nor surely the room, seconds. */
const MARGIN = 1;
/** Time before and after a span in which the background of an example is measured, seconds. */
const BACKGROUND = 0.3;
/** Rows that are scored at once. */
const ROWS_AT_ONCE = 100;
/** Samples that are turned into frames at once. */
const SAMPLES_AT_ONCE = 8192;
/** Longest time without yielding to the analysis of live sound, ms. A detection waits for a few such slices at most. */
const SLICE = 5;
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

/** What is known about the detections of live sound while what is kept is scored again. */
export interface LiveDetections {
  /** Override thresholds of taught sounds; others are ignored. */
  readonly thresholds: Thresholds;
  /** Highest id that a detection was given so far when what is kept was scored again; 0 for none. */
  readonly lastId: number;
  /** Returns the detections of taught sounds that have not ended. They replace what is found where they are. */
  readonly lasting: () => readonly Detection[];
}

/** Teaching in a session: keeps frames of live sound, cuts examples, learns, and scores what is kept again. Worker thread. */
export class Teaching {
  readonly #host: ModelHost;
  #heard: HeardFrames | undefined;
  #clipped: TimeSpan[] = [];
  readonly #peaks = new ScorePeaks(BLOCK_SECONDS, KEPT_SECONDS);

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
    this.#peaks.clear();
  }

  /** Remembers the highest scores of the model's classes. @param time session time, seconds @param smoothed per head `[classes]` */
  addScores(time: number, smoothed: Readonly<Record<string, Float32Array>>): void {
    if (this.#heard) this.#peaks.add(time, smoothed);
  }

  /** Remembers that sound was clipped. Times are session time, seconds. */
  addClipping(from: number, to: number): void {
    if (!this.#heard) return;
    if (this.#clipped.length >= MOST_CLIPPED) this.#clipped = this.#clipped.slice(MOST_CLIPPED / 2);
    this.#clipped.push({ from, to });
  }

  /**
   * Cuts an example out of what is kept, or makes one of a recording.
   * @throws PinnaError `not-kept`, `audio-too-short`, `empty-audio` for a silent recording, `unsupported-sample-rate`
   */
  async example(of: TimeSpan | ExampleSound): Promise<HeardExample> {
    const { features } = this.#host.manifest;
    if ('samples' in of) checkSilence(highestSample(of.samples));
    const frames = await this.#frames(of, BACKGROUND);
    const { example, trimmed } = exampleOf(frames, features, '');
    return {
      frames: example.frames,
      bands: features.bands,
      seconds: (trimmed.end - trimmed.first) * features.hopSeconds,
      rise: trimmed.rise,
      clipped: this.#isClipped(of),
    };
  }

  /** Returns a stretch as it is, for a fader. @throws PinnaError as {@link example} */
  async stretch(of: TimeSpan | ExampleSound): Promise<HeardExample> {
    const { features } = this.#host.manifest;
    const frames = await this.#frames(of, 0);
    return {
      frames,
      bands: features.bands,
      seconds: (frames.length / features.bands) * features.hopSeconds,
      rise: trim(frames, features).rise,
      clipped: this.#isClipped(of),
    };
  }

  /** Returns the frames of a span and of some time before and after it, seconds, or those of a recording. */
  async #frames(of: TimeSpan | ExampleSound, around: number): Promise<Float32Array> {
    const { features } = this.#host.manifest;
    const frames = 'samples' in of ? await framesOf(of, features) : this.#cut(of, around);
    if (frames.length < FEWEST_FRAMES * features.bands) throw tooShort();
    return frames;
  }

  #isClipped(of: TimeSpan | ExampleSound): boolean {
    return 'samples' in of ? isClipped(of.samples) : this.#clipped.some(({ from, to }) => from < of.to && to > of.from);
  }

  /** Returns the kept frames of a time span; undefined if none are kept. */
  picture({ from, to }: TimeSpan): HeardPicture | undefined {
    const cut = this.#heard?.cut(from, to);
    const { bands, hopSeconds } = this.#host.manifest.features;
    return cut && { ...cut, bands, hopSeconds };
  }

  /** Learns sounds from examples and from what is kept. @throws PinnaError those of `ModelHost.teaching` */
  async learn({ lessons: all, refused: allRefused, spans }: LearnRequest): Promise<LearntSounds> {
    const data = await this.#host.teaching();
    const lessons = all
      .map((lesson) => ({ ...lesson, examples: lesson.examples.filter(this.#isReadable) }))
      .filter(({ examples }) => examples.length > 0);
    const refused = allRefused.filter(this.#isReadable);
    if (lessons.length === 0) {
      return { set: { network: data.hash, licence: this.#host.manifest.licence, classes: [] }, reports: [] };
    }
    const pause = yielding(SLICE);
    const heard = await this.#blocks(spans, LEARNT_AGAINST, pause);
    const network = this.#host.open();
    try {
      const clock = () => performance.now() / 1000;
      const teacher = new Teacher({ network, data, heard, refused, pause, clock }, seededRandom(SEED));
      const learnt = await teacher.learn(lessons);
      const classes = learnt.map(({ taught }) => taught);
      const set = asWritten({ network: data.hash, licence: this.#host.manifest.licence, classes });
      const reports: LearningReport[] = [];
      for (const [at, { taught, losses, sides, regularisation, leftOut, absent, thorough }] of learnt.entries()) {
        const { label } = taught;
        const alikeOnes = teacher.firstRows(label).map((rows) => alike(rows, set.classes, at));
        const scores = leftOut.map(sigmoid);
        const about = { label, network: set.network, leftOut: scores, alike: alikeOnes };
        reports.push({ ...about, losses, ...sides, regularisation, absent, thorough });
        await pause();
      }
      return { set, reports };
    } finally {
      network.dispose();
    }
  }

  /** Learns faders from their stretches. @throws PinnaError those of `ModelHost.teaching` */
  async learnFaders(lessons: readonly FaderLesson[]): Promise<LearntFaders> {
    const { hash, normalisation } = await this.#host.teaching();
    const { features, licence } = this.#host.manifest;
    const faders: TaughtFader[] = [];
    const pause = yielding(SLICE);
    const network = this.#host.open();
    try {
      const embedder = new Embedder(network, normalisation, pause);
      for (const { name, stretches } of lessons) {
        const examples: FaderExample[] = [];
        for (const { frames, value, recording } of stretches.filter(this.#isReadable)) {
          const values = await stretchValues(embedder, features, frames);
          if (values) examples.push({ values, target: value, key: recording });
          await pause();
        }
        if (new Set(examples.map(({ target }) => target)).size > 1) faders.push(learnFader(name, examples));
        await pause();
      }
    } finally {
      network.dispose();
    }
    if (faders.length === 0) return { network: hash, licence, faders };
    return { faders, ...asWritten({ network: hash, licence, classes: [], faders }) };
  }

  /**
   * Fits thresholds of the model's classes to budgets, by their highest scores in what is kept.
   * @throws PinnaError `bad-option` for a class that the model lacks
   */
  fitClasses(budgets: readonly ClassBudget[]): readonly FittedThreshold[] {
    return budgets.map(({ head, label, target, below = Infinity }) => {
      const manifest = this.#host.manifest.heads.find(({ name }) => name === head);
      const at = manifest?.classes.findIndex(({ name }) => name === label) ?? -1;
      if (!manifest || at < 0)
        throw new PinnaError(PinnaErrorCode.BadOption, `The model has no class "${label}". Choose another class.`);
      const { on = manifest.decision.on } = manifest.classes[at]!;
      const roomBlocks = this.#peaks
        .of(head, at)
        .filter((score) => score < below)
        .map(logitOf);
      const basis = { roomBlocks, blockSeconds: BLOCK_SECONDS, sounds: [], quiet: [] };
      const limits = { least: logitOf(on), most: HIGHEST_LOGIT };
      const { logit, falseAlarms, roomMinutes } = thresholdFor(basis, target, limits);
      return { label, threshold: sigmoid(logit), falseAlarms, roomMinutes };
    });
  }

  /** Whether frames have the geometry of the model. */
  readonly #isReadable = ({ bands }: { readonly bands: number }): boolean =>
    bands === this.#host.manifest.features.bands;

  /** Fits thresholds to budgets, by what is kept. @throws PinnaError those of `ModelHost.taughtHead` */
  async fit({ set, targets, absent, spans }: FitRequest): Promise<readonly FittedThreshold[]> {
    await this.#host.taughtHead(set);
    const { bank, quiet } = await this.#host.teaching();
    const pause = yielding(SLICE);
    const blocks = await this.#blocks(spans, KEPT_SECONDS, pause);
    const fitted: FittedThreshold[] = [];
    for (const [at, taught] of set.classes.entries()) {
      const highest = (values: Float32Array) => highestIn(taught, values);
      const basis = {
        roomBlocks: quietBlocks(taught, blocks).map(({ values }) => peakIn(taught, values)),
        blockSeconds: BLOCK_SECONDS,
        ...(absent[at] ?? { sounds: bank.map(highest), quiet: quiet.map(highest) }),
      };
      const { logit, falseAlarms, roomMinutes } = thresholdFor(basis, targets[at]!);
      const threshold = sigmoid(Math.min(logit, HIGHEST_LOGIT));
      fitted.push({ label: taught.label, threshold, falseAlarms, roomMinutes });
      await pause();
    }
    return fitted;
  }

  /** Returns kept stretches in which it is least sure whether a taught sound is there. @throws PinnaError as {@link fit} */
  async uncertain({ set, spans, count }: UncertainRequest): Promise<readonly UncertainStretch[]> {
    await this.#host.taughtHead(set);
    if (count === 0) return [];
    const { rowSeconds } = this.#host;
    const every = Math.max(1, Math.round(ROW_DISTANCE / rowSeconds));
    const length = Math.round(STRETCH_SECONDS / (every * rowSeconds));
    const found: { readonly stretch: UncertainStretch; readonly doubt: number }[] = [];
    const pause = yielding(SLICE);
    for (const { time: from, count: rows, values } of this.#heard?.parts({ every, count: length }) ?? []) {
      await pause();
      const to = from + STRETCH_SECONDS;
      if (rows < length || spans.some((span) => span.from < to && span.to > from)) continue;
      for (const taught of set.classes) {
        const logit = peakIn(taught, values);
        const doubt = Math.abs(logit - logitOf(taught.threshold));
        if (doubt < MOST_DOUBT)
          found.push({ stretch: { label: taught.label, from, to, score: sigmoid(logit) }, doubt });
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
   *
   * @param head undefined for no taught sounds
   * @returns undefined if nothing is kept
   */
  async rescored(head: TaughtHead | undefined, live: LiveDetections): Promise<Rescored | undefined> {
    const heard = this.#heard;
    const { rowSeconds } = this.#host;
    const manifest = head && withOwnThresholds(head.manifest, live.thresholds);
    const decisions = new Decisions([], rowSeconds, {}, Math.max(FIRST_RESCORED_ID, live.lastId), manifest);
    const pause = yielding(SLICE);
    const found: Detection[] = [];
    const add = (changes: ReturnType<Decisions['flush']>) =>
      found.push(...changes.filter(({ phase }) => phase === 'end').map(({ detection }) => detection));
    let span: TimeSpan | undefined;
    // Sound that arrives meanwhile is scored as well, so that what is found and what lasts belong to the same moment.
    for (let from = -Infinity; heard && (heard.end ?? -Infinity) > from + rowSeconds / 2; from = span?.to ?? from) {
      for (const { time, count, values } of heard.parts({ from, count: ROWS_AT_ONCE })) {
        span = { from: span?.from ?? time, to: time + count * rowSeconds };
        if (head) add(decisions.push({ [TAUGHT]: head.rowLogits(values) }, count, time).changes);
        await pause();
      }
      if (!span) return undefined;
    }
    if (!span) return undefined;
    add(decisions.flush());
    const lasting = live.lasting().filter(({ label }) => manifest?.classes.some(({ name }) => name === label));
    const isLasting = ({ label, offset }: Detection) =>
      lasting.some((one) => one.label === label && offset! > one.onset);
    const all = [...found.filter((detection) => !isLasting(detection)), ...lasting];
    return { span, detections: all.sort((a, b) => b.onset - a.onset) };
  }

  /** Returns the frames of a span and of some time before and after it, seconds. @throws PinnaError `not-kept` */
  #cut({ from, to }: TimeSpan, around: number): Float32Array {
    const frames = this.#heard?.cut(from - around, to + around)?.frames;
    if (!frames) throw notKept();
    return frames;
  }

  /** Returns the blocks of the newest kept rows, without those that touch an example. */
  async #blocks(spans: readonly TimeSpan[], seconds: number, pause: () => Promise<void>): Promise<HeardPart[]> {
    const heard = this.#heard;
    if (heard?.end === undefined) return [];
    const every = Math.max(1, Math.round(ROW_DISTANCE / this.#host.rowSeconds));
    const count = Math.round(BLOCK_SECONDS / (every * this.#host.rowSeconds));
    const blocks: HeardPart[] = [];
    for (const block of heard.parts({ from: heard.end - seconds, every, count })) {
      const [from, to] = [block.time, block.time + BLOCK_SECONDS];
      if (!spans.some((span) => span.from - MARGIN < to && span.to + MARGIN > from)) blocks.push(block);
      await pause();
    }
    return blocks;
  }
}

/** Computes the frames of a recording. @throws PinnaError `unsupported-sample-rate` */
async function framesOf({ samples, sampleRate }: ExampleSound, features: FeatureGeometry): Promise<Float32Array> {
  const stream = new LogMelStream(sampleRate, features);
  const pause = yielding(SLICE);
  const parts: Float32Array[] = [];
  for (let first = 0; first < samples.length; first += SAMPLES_AT_ONCE) {
    parts.push(stream.push(samples.subarray(first, first + SAMPLES_AT_ONCE)));
    await pause();
  }
  return joinedRows(parts);
}

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

function notKept(): PinnaError {
  return new PinnaError(
    PinnaErrorCode.NotKept,
    'The stretch is not kept any more. Choose a stretch of the last ten minutes since listening began.',
  );
}
