import type { Detection } from '../decisions/detection.js';
import { TAUGHT } from '../decisions/embedding-head.js';
import type { Thresholds } from '../decisions/thresholds.js';
import { PinnaError, PinnaErrorCode } from '../errors.js';
import { loadPart } from '../lifetime/load-part.js';
import { nextTask } from '../lifetime/next-task.js';
import { lessonSpan } from './lesson-span.js';
import { FAINT_RISE } from '../teach/examples/trim.js';
import { DEFAULT_TARGET, type TaughtClass } from '../teach/file/taught-class.js';
import type { TaughtSet } from '../teach/file/taught-file.js';
import type {
  TeachingExchanges,
  ExampleSound,
  HeardExample,
  HeardPicture,
  LearningReport,
  TeachingResult,
  TeachingType,
  TimeSpan,
  UncertainStretch,
} from '../worker/contract.js';

/** What an example is good for: `faint` barely rises above its background; `clipped` was too loud for the microphone. */
export type ExampleQuality = 'clear' | 'faint' | 'clipped';

/** An example of a taught sound. */
export interface TaughtExample extends HeardExample {
  /** Identifies the example. */
  readonly key: string;
  /** What it is good for. */
  readonly quality: ExampleQuality;
  /** Where it was in live sound, session time in seconds; undefined for a recording. */
  readonly span: TimeSpan | undefined;
}

/** A taught sound in the list. */
export interface TaughtSound {
  /** The sound as it is used. */
  readonly taught: TaughtClass;
  /** Its examples. Empty for a sound that was imported: only its file is known. */
  readonly examples: readonly TaughtExample[];
  /** How it was learnt; undefined for a sound that was imported. */
  readonly report: LearningReport | undefined;
  /** Budget: how many false alarms an hour are accepted. */
  readonly target: number;
}

/** A personal correction: the threshold of a built-in class was raised after a detection was refused. */
export interface Correction {
  /** Name of the head. */
  readonly head: string;
  /** Name of the class. */
  readonly label: string;
  /** Score at which a detection begins now. */
  readonly on: number;
}

/** What teaching needs of its listener. */
export interface TeachingHost {
  /** Sends a request of teaching to a worker. */
  request<T extends TeachingType>(type: T, input: TeachingExchanges[T]['in']): Promise<TeachingResult<T>>;
  /** Uses taught sounds from the next step on. @param rescores whether to look for them in recent sound, too */
  use(taught: TaughtSet | undefined, rescores: boolean): Promise<void>;
  /** Uses thresholds that override those of the model and of the page. */
  correct(thresholds: Thresholds): void;
  /** Called after each change. */
  changed(): void;
}

/** Part of the way from the peak of a refused detection to a score of 1 by which the threshold is raised. */
const RAISE = 0.3;
/** Highest threshold of a correction. */
const HIGHEST = 0.99;
/** Smallest change of a threshold that is worth a change of the taught sounds. */
const WORTH_FITTING = 0.02;
/** Number of stretches to ask about. */
const QUESTIONS = 3;

/** A sound that was taken for a taught one, and refused. */
export interface RefusedExample extends TaughtExample {
  /** Name of the taught sound. */
  readonly label: string;
}

/** All that is known about the taught sounds of a listener. Browsers can store it (structured clone). */
export interface TaughtState {
  /** The sounds as they are used. */
  readonly set: TaughtSet | undefined;
  /** Their examples, by name. */
  readonly examples: ReadonlyMap<string, readonly TaughtExample[]>;
  /** Sounds that were refused. */
  readonly refused: readonly RefusedExample[];
  /** How each sound was learnt, by name. */
  readonly reports: ReadonlyMap<string, LearningReport>;
  /** Budgets that were set, false alarms an hour, by name. */
  readonly targets: ReadonlyMap<string, number>;
  /** Personal corrections. */
  readonly corrections: readonly Correction[];
}

/**
 * The taught sounds of a listener: their list, their examples, and the personal corrections. Work is done in a worker, one task after
 * another. Main thread.
 */
export class TaughtSounds {
  readonly #host: TeachingHost;
  #set: TaughtSet | undefined;
  /** Examples by label; a label without a class was not learnt yet. */
  #examples = new Map<string, readonly TaughtExample[]>();
  #refused: readonly RefusedExample[] = [];
  #reports = new Map<string, LearningReport>();
  #targets = new Map<string, number>();
  #corrections: readonly Correction[] = [];
  #count = 0;
  /** Number of changes so far. */
  #changes = 0;
  /** Number of the listening session. Session time begins again with each. */
  #session = 0;
  /** Settles when all tasks so far have ended. */
  #queue: Promise<unknown> = Promise.resolve();

  /** @param set sounds to begin with */
  constructor(host: TeachingHost, set: TaughtSet | undefined) {
    this.#host = host;
    this.#set = set;
  }

  /** The sounds as their file holds them; undefined for none. */
  get set(): TaughtSet | undefined {
    return this.#set;
  }

  /** The taught sounds. */
  get list(): readonly TaughtSound[] {
    return (this.#set?.classes ?? []).map((taught) => ({
      taught,
      examples: this.examplesOf(taught.label),
      report: this.#reports.get(taught.label),
      target: this.#targets.get(taught.label) ?? DEFAULT_TARGET,
    }));
  }

  /** Personal corrections of built-in classes. */
  get corrections(): readonly Correction[] {
    return this.#corrections;
  }

  /** All that is known, to store it. {@link restore} reads it. */
  get state(): TaughtState {
    return {
      set: this.#set,
      examples: new Map(this.#examples),
      refused: this.#refused,
      reports: new Map(this.#reports),
      targets: new Map(this.#targets),
      corrections: this.#corrections,
    };
  }

  /**
   * Replaces all that is known by a stored state. Corrections of classes that the model lacks are kept, without effect.
   * @throws PinnaError as {@link replace}; `bad-taught-file` for a damaged state, and nothing changes
   */
  restore(state: TaughtState): Promise<void> {
    return this.#turn(async () => {
      const { checkTaughtState } = await loadFiles();
      checkTaughtState(state);
      await this.#use(state.set);
      this.#copy(state);
    });
  }

  /**
   * Continues with all that the sounds of another listener know, once they have finished what they are doing. Until then, what they know
   * so far is here. Call it before anything else; the set of both must be the same.
   * @throws PinnaError as {@link replace}
   */
  adopt(before: TaughtSounds): Promise<void> {
    const changes = before.#changes;
    this.#copy(before.state);
    return this.#turn(async () => {
      await before.#settled();
      if (before.#changes === changes) return;
      if (before.#set !== this.#set) await this.#use(before.#set);
      this.#copy(before.state);
    });
  }

  /** Forgets where the examples were in live sound: session time begins again. */
  beginSession(): void {
    this.#session += 1;
    this.#forgetSpans();
  }

  /** Adds personal corrections that were stored. Those of classes that the model lacks are kept, without effect. */
  addCorrections(corrections: readonly Correction[]): void {
    const isKnown = (one: Correction) =>
      this.#corrections.some(({ head, label }) => head === one.head && label === one.label);
    this.#setCorrections([...this.#corrections, ...corrections.filter((one) => !isKnown(one))]);
  }

  /** Number of refused detections of taught sounds. */
  get refusals(): number {
    return this.#refused.length;
  }

  /** Returns the examples of a sound, also of one that was not learnt yet. */
  examplesOf(label: string): readonly TaughtExample[] {
    return this.#examples.get(label) ?? [];
  }

  /**
   * Adds an example and learns.
   * @param what a stretch of the last ten minutes, session time in seconds, or a recording
   * @returns the example
   * @throws PinnaError `bad-option` for a name that no sound may have, or for more than 32 sounds; `audio-too-short`; `not-kept` for a
   *   stretch that is not kept, also if listening was started again before its turn came; `wrong-network` if an example of any sound was
   *   made for a model with other frames; `model-missing`, `worker-failed`
   */
  teach(label: string, what: TimeSpan | ExampleSound): Promise<TaughtExample> {
    const session = this.#session;
    return this.#turn(async () => {
      const example = await this.#add(label, what, session);
      await this.#learn();
      return example;
    });
  }

  /**
   * Adds an example; {@link learn} learns from it. A sound without examples, from a file or a link, is then learnt from this one alone.
   * @throws PinnaError as {@link teach}
   */
  add(label: string, what: TimeSpan | ExampleSound): Promise<TaughtExample> {
    const session = this.#session;
    return this.#turn(() => this.#add(label, what, session));
  }

  /** Removes an example; {@link learn} learns without it. */
  removeExample(label: string, key: string): void {
    const rest = this.examplesOf(label).filter((example) => example.key !== key);
    if (rest.length > 0) this.#examples.set(label, rest);
    else this.#examples.delete(label);
    this.#changed();
  }

  /** Learns all sounds that have examples. Imported sounds stay as they are. @throws PinnaError as {@link teach} */
  learn(): Promise<void> {
    return this.#turn(() => this.#learn());
  }

  /**
   * Says that a detection was wrong. For a taught sound with examples, it becomes a negative, and all sounds are learnt again. For any
   * other class, its threshold rises above the peak of the detection; {@link undo} takes that back.
   * @throws PinnaError as {@link teach}
   */
  refuse(detection: Detection): Promise<void> {
    const { head, label, peak } = detection;
    const session = this.#session;
    return this.#turn(async () => {
      if (head === TAUGHT && this.examplesOf(label).length > 0)
        return this.#refuseStretch(label, lessonSpan(detection), session);
      const on = Math.min(HIGHEST, peak + RAISE * (1 - peak));
      const isSame = (other: Correction) => other.head === head && other.label === label;
      const before = this.#corrections.find(isSame);
      this.#setCorrections([
        ...this.#corrections.filter((other) => !isSame(other)),
        { head, label, on: Math.max(on, before?.on ?? 0) },
      ]);
    });
  }

  /** Says that a sound is not in a stretch, and learns. @throws PinnaError as {@link teach} */
  refuseStretch(label: string, span: TimeSpan): Promise<void> {
    const session = this.#session;
    return this.#turn(() => this.#refuseStretch(label, span, session));
  }

  /** Takes a correction back. */
  undo({ head, label }: Correction): void {
    this.#setCorrections(this.#corrections.filter((other) => other.head !== head || other.label !== label));
  }

  /** Removes a sound and its examples. @throws PinnaError `worker-failed` */
  remove(label: string): Promise<void> {
    return this.#turn(async () => {
      await this.#use(withoutClass(this.#set, label));
      this.#forget(label);
      this.#refused = this.#refused.filter((refused) => refused.label !== label);
    });
  }

  /** Renames a sound. @throws PinnaError `bad-option` for a name that is taken or that no sound may have */
  rename(label: string, to: string): Promise<void> {
    return this.#turn(async () => {
      const { isLabel } = await loadFiles();
      if (!isLabel(to)) throw bad(`"${to}" cannot be a name. Use 1 to 64 characters.`);
      if (to === label) return;
      if (this.#set?.classes.some((other) => other.label === to) || this.#examples.has(to))
        throw bad(`There is a sound named "${to}" already. Choose another name.`);
      const nameOf = (name: string) => (name === label ? to : name);
      const renamed = <T extends { readonly label: string }>(one: T): T => ({ ...one, label: nameOf(one.label) });
      const moved = <T>(map: ReadonlyMap<string, T>) => new Map([...map].map(([name, value]) => [nameOf(name), value]));
      const corrections = this.#corrections.map((one) => (one.head === TAUGHT ? renamed(one) : one));
      await this.#use(this.#set && { ...this.#set, classes: this.#set.classes.map(renamed) });
      this.#setCorrections(corrections);
      this.#examples = moved(this.#examples);
      this.#targets = moved(this.#targets);
      const reports = [...this.#reports.values()].map((report) => ({
        ...renamed(report),
        alike: report.alike.map((labels) => labels.map(nameOf)),
      }));
      this.#reports = new Map(reports.map((report) => [report.label, report]));
      this.#refused = this.#refused.map(renamed);
    });
  }

  /** Returns the file of all sounds, JSON. @throws PinnaError `bad-option` if there are none */
  async export(): Promise<string> {
    const { writeTaughtFile } = await loadFiles();
    return writeTaughtFile(this.#setOrThrow());
  }

  /** Returns all sounds for the fragment of a link. @throws PinnaError `bad-option` if there are none */
  async exportLink(): Promise<string> {
    const { toLinkPayload } = await loadFiles();
    return toLinkPayload(this.#setOrThrow());
  }

  /**
   * Adds the sounds and faders of a file. One of the same name is replaced.
   * @param file its text, or what `parseTaughtFile` has read
   * @throws PinnaError `bad-taught-file`, `wrong-network`, `bad-option` for more than 32 sounds or 8 faders
   */
  import(file: string | TaughtSet): Promise<void> {
    return this.#turn(async () => {
      const { faderProperty, parseTaughtFile, MOST_FADERS, MOST_TAUGHT } = await loadFiles();
      const added = typeof file === 'string' ? parseTaughtFile(file) : file;
      if (this.#set && this.#set.network !== added.network)
        throw new PinnaError(
          PinnaErrorCode.WrongNetwork,
          'The sounds were taught to another network than those that are here. Remove those first, or teach them again.',
        );
      const names = new Set(added.classes.map(({ label }) => label));
      const kept = this.#set?.classes.filter(({ label }) => !names.has(label)) ?? [];
      const classes = [...kept, ...added.classes];
      if (classes.length > MOST_TAUGHT) throw tooMany(MOST_TAUGHT);
      const properties = new Set(added.faders?.map(({ name }) => faderProperty(name)));
      const keptFaders = this.#set?.faders?.filter(({ name }) => !properties.has(faderProperty(name))) ?? [];
      const faders = [...keptFaders, ...(added.faders ?? [])];
      if (faders.length > MOST_FADERS) throw bad(`There can be at most ${MOST_FADERS} faders. Remove some.`);
      // Any request with the sounds checks that they belong to the network.
      await this.#host.request('uncertain', { set: added, spans: [], count: 0 });
      await this.#use({ ...added, classes, ...(faders.length > 0 && { faders }) });
      for (const label of names) this.#forget(label);
      this.#refused = this.#refused.filter(({ label }) => !names.has(label));
    });
  }

  /** Replaces all sounds; undefined for none. @throws PinnaError `wrong-network`, `model-missing`, `model-corrupt` */
  replace(set: TaughtSet | undefined): Promise<void> {
    return this.#turn(async () => {
      await this.#use(set);
      this.#examples.clear();
      this.#reports.clear();
      this.#targets.clear();
      this.#refused = [];
    });
  }

  /**
   * Sets the budget of a sound and fits its threshold.
   * @param target false alarms an hour, above 0
   * @throws PinnaError `bad-option` for another number, `worker-failed`
   */
  setTarget(label: string, target: number): Promise<void> {
    return this.#turn(async () => {
      if (!(target > 0 && target < Infinity))
        throw bad(`A budget cannot be ${String(target)} false alarms an hour. Give a number above 0.`);
      const before = new Map(this.#targets);
      this.#targets.set(label, target);
      try {
        await this.#fit(0, true);
      } catch (error) {
        this.#targets = before;
        throw error;
      }
    });
  }

  /** Fits the thresholds to the room of the last ten minutes, if they differ much by now. @throws PinnaError `worker-failed` */
  fit(): Promise<void> {
    return this.#after(async () => {
      if (await this.#fit(WORTH_FITTING, false)) this.#changed();
    });
  }

  /** Returns up to three stretches of the last ten minutes about which it is least sure. @throws PinnaError `worker-failed` */
  questions(): Promise<readonly UncertainStretch[]> {
    return this.#after(async () => {
      const set = this.#set;
      if (!set) return [];
      const [spans, session] = [this.#spans, this.#session];
      const stretches = await this.#host.request('uncertain', { set, spans, count: QUESTIONS });
      // The times of an earlier session mean another sound now.
      return session === this.#session ? stretches : [];
    });
  }

  /** Returns a time span of the last ten minutes, session time in seconds, as a picture; null if it is not kept. @throws PinnaError `worker-failed` */
  picture(span: TimeSpan): Promise<HeardPicture | null> {
    return this.#host.request('heard-picture', span);
  }

  /** Spans that the user has said something about. */
  get #spans(): TimeSpan[] {
    return [...[...this.#examples.values()].flat(), ...this.#refused].flatMap(({ span }) => span ?? []);
  }

  async #add(label: string, what: TimeSpan | ExampleSound, session: number): Promise<TaughtExample> {
    const { isLabel, MOST_TAUGHT } = await loadFiles();
    if (!isLabel(label)) throw bad(`"${label}" cannot be a name. Use 1 to 64 characters.`);
    const labels = new Set([...this.#examples.keys(), ...(this.#set?.classes ?? []).map((one) => one.label), label]);
    if (labels.size > MOST_TAUGHT) throw tooMany(MOST_TAUGHT);
    const example = await this.#example(what, session);
    this.#examples.set(label, [...this.examplesOf(label), example]);
    return example;
  }

  async #refuseStretch(label: string, span: TimeSpan, session: number): Promise<void> {
    this.#refused = [...this.#refused, { ...(await this.#example(span, session)), label }];
    await this.#learn();
  }

  /** @param session the one in which it was asked for; a stretch of an earlier one would be cut at the wrong time */
  async #example(what: TimeSpan | ExampleSound, session: number): Promise<TaughtExample> {
    if (!('samples' in what) && session !== this.#session) throw ofEarlierSession();
    const heard = await this.#host.request('example', what);
    const quality = heard.clipped ? 'clipped' : heard.rise < FAINT_RISE ? 'faint' : 'clear';
    const span = 'samples' in what || session !== this.#session ? undefined : what;
    return { ...heard, key: `${++this.#count}`, quality, span };
  }

  async #learn(): Promise<void> {
    const lessons = [...this.#examples].map(([label, examples]) => ({
      label,
      examples: examples.map(({ frames, bands, key }) => ({ frames, bands, key })),
      target: this.#targets.get(label),
    }));
    if (lessons.length === 0) return;
    const refused = this.#refused.map(({ frames, bands, key, label }) => ({
      ...{ frames, bands, label },
      key: `refused ${key}`,
    }));
    const { set, reports } = await this.#host.request('learn', { lessons, refused, spans: this.#spans });
    const names = new Set(lessons.map(({ label }) => label));
    const kept = this.#set?.network === set.network ? this.#set.classes.filter(({ label }) => !names.has(label)) : [];
    this.#reports = new Map(reports.map((report) => [report.label, report]));
    const faders = this.#set?.network === set.network ? this.#set.faders : undefined;
    await this.#use({ ...set, classes: [...kept, ...set.classes], ...(faders && { faders }) });
  }

  /**
   * @param worth smallest change of a threshold that is worth it
   * @param rescores whether to look for the sounds in recent sound with the new thresholds
   * @returns whether the sounds have changed
   */
  async #fit(worth: number, rescores: boolean): Promise<boolean> {
    const set = this.#set;
    if (!set) return false;
    const targets = set.classes.map(({ label }) => this.#targets.get(label) ?? DEFAULT_TARGET);
    const fitted = await this.#host.request('fit', { set, targets, spans: this.#spans });
    // Without a room, as after a stop, there is nothing new to adapt to.
    if (worth > 0 && fitted.every(({ roomMinutes }) => roomMinutes === 0)) return false;
    const classes = set.classes.map((taught, at) => {
      const { threshold, falseAlarms, roomMinutes } = fitted[at]!;
      return { ...taught, threshold, figures: { ...taught.figures, falseAlarms, roomMinutes } };
    });
    const change = Math.max(...classes.map(({ threshold }, at) => Math.abs(threshold - set.classes[at]!.threshold)));
    if (change < worth) return false;
    await this.#use({ ...set, classes }, rescores);
    return true;
  }

  async #use(set: TaughtSet | undefined, rescores = true): Promise<void> {
    await this.#host.use(set, rescores);
    this.#set = set;
    if (this.#known(this.#corrections).length < this.#corrections.length) this.#setCorrections(this.#corrections);
  }

  /** Returns the corrections without those of taught sounds that are gone: a threshold of an unknown class is an error. */
  #known(corrections: readonly Correction[]): readonly Correction[] {
    const labels = new Set(this.#set?.classes.map(({ label }) => label));
    return corrections.filter(({ head, label }) => head !== TAUGHT || labels.has(label));
  }

  /** Replaces all but the sounds by those of a state. */
  #copy({ examples, refused, reports, targets, corrections }: TaughtState): void {
    this.#examples = new Map(examples);
    this.#refused = refused;
    this.#reports = new Map(reports);
    this.#targets = new Map(targets);
    const keys = [...[...examples.values()].flat(), ...refused].map(({ key }) => Number(key));
    this.#count = keys.reduce((most, key) => Math.max(most, key), this.#count);
    this.#forgetSpans();
    this.#setCorrections(corrections);
  }

  #forgetSpans(): void {
    const anywhere = <T extends TaughtExample>(example: T): T => ({ ...example, span: undefined });
    this.#examples = new Map([...this.#examples].map(([label, examples]) => [label, examples.map(anywhere)]));
    this.#refused = this.#refused.map(anywhere);
  }

  /** Resolves when nothing is being done, also nothing that follows from it. */
  async #settled(): Promise<void> {
    for (let before: unknown; before !== this.#queue;) {
      before = this.#queue;
      await before;
      await nextTask();
    }
  }

  #changed(): void {
    this.#changes += 1;
    this.#host.changed();
  }

  #forget(label: string): void {
    this.#examples.delete(label);
    this.#reports.delete(label);
    this.#targets.delete(label);
  }

  #setCorrections(corrections: readonly Correction[]): void {
    const known = this.#known(corrections);
    this.#host.correct(Object.fromEntries(known.map(({ head, label, on }) => [`${head}:${label}`, on])));
    this.#corrections = known;
    this.#changed();
  }

  #setOrThrow(): TaughtSet {
    if (!this.#set) throw bad('There is no taught sound. Teach one first.');
    return this.#set;
  }

  /** Runs a task after all earlier ones, and reports a change at its end. */
  #turn<T>(task: () => Promise<T>): Promise<T> {
    return this.#after(task).finally(() => this.#changed());
  }

  /** Runs a task after all earlier ones. */
  #after<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(task);
    this.#queue = turn.catch(() => undefined); // the caller receives the error; the next task runs all the same
    return turn;
  }
}

/** Returns the sounds without one; undefined if nothing is left. */
function withoutClass(set: TaughtSet | undefined, label: string): TaughtSet | undefined {
  const classes = set?.classes.filter((taught) => taught.label !== label) ?? [];
  return set && (classes.length > 0 || set.faders) ? { ...set, classes } : undefined;
}

/** Loads the code that reads and writes taught sounds. @throws PinnaError `files-missing` */
const loadFiles = () => loadPart(import('./taught-files.js'), "Pinna's code for taught sounds", 'try again');

const bad = (message: string): PinnaError => new PinnaError(PinnaErrorCode.BadOption, message);

const tooMany = (most: number): PinnaError => bad(`There can be at most ${most} taught sounds. Remove some.`);

const ofEarlierSession = (): PinnaError =>
  new PinnaError(
    PinnaErrorCode.NotKept,
    'The stretch belongs to the time before listening was started again, and is not kept. Choose a newer one.',
  );
