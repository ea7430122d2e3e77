import type { Detection } from '../decisions/detection.js';
import { TAUGHT } from '../decisions/embedding-head.js';
import { TaskQueue } from '../lifetime/task-queue.js';
import type { Correction } from '../teach/file/correction.js';
import { withoutClass, withoutCorrections, withRenamedClass, withSet } from '../teach/file/set-parts.js';
import { FEWEST_FOR_THOROUGH, type TaughtClass } from '../teach/file/taught-class.js';
import type { TaughtSet } from '../teach/file/taught-file.js';
import type { ExampleSound, HeardPicture, LearningReport, TimeSpan, UncertainStretch } from '../worker/contract.js';
import { ExampleCutter } from './example-cutter.js';
import { withAdded, withMissing } from './join-sets.js';
import { lessonSpan } from './lesson-span.js';
import { loadTaughtFiles } from './load-taught-files.js';
import { checkNetwork, OtherNetworks } from './other-networks.js';
import { KNOWN_ROOM, TaughtBudgets } from './taught-budgets.js';
import { TaughtCorrections } from './taught-corrections.js';
import { bad, badName, damaged } from './taught-errors.js';
import { TaughtExamples } from './taught-examples.js';
import { TaughtFaders, type FaderItem } from './taught-faders.js';
import type { FaderStretch, TaughtExample, TaughtState } from './taught-state.js';
import type { TeachingHost } from './teaching-host.js';

/** A taught sound in the list. */
export interface TaughtSound {
  /** The sound as it is used. */
  readonly taught: TaughtClass;
  /** Its examples. Empty for a sound that was imported: only its file is known. */
  readonly examples: readonly TaughtExample[];
  /** How it was learnt; undefined for a sound that was imported, or if another network has learnt it since. */
  readonly report: LearningReport | undefined;
  /** Budget: how many false alarms an hour are accepted. */
  readonly target: number;
}

/** Smallest change of a threshold that is worth a change of the taught sounds. */
const WORTH_FITTING = 0.02;
/** Number of stretches to ask about. */
const QUESTIONS = 3;

/**
 * The taught sounds of a listener: their list, their examples, and the personal corrections. Work is done in a worker, one task after
 * another. Main thread.
 */
export class TaughtSounds {
  readonly #host: TeachingHost;
  #set: TaughtSet | undefined;
  readonly #cutter: ExampleCutter;
  readonly #examples: TaughtExamples;
  readonly #budgets: TaughtBudgets;
  readonly #corrections: TaughtCorrections;
  readonly #faders: TaughtFaders;
  readonly #others: OtherNetworks;
  /** Names of all sounds so far, also of those that were removed or wait for their model. */
  readonly #everTaught = new Set<string>();
  /** Number of changes so far. */
  #changes = 0;
  readonly #queue = new TaskQueue();

  /** @param set sounds, faders and corrections to begin with */
  constructor(host: TeachingHost, set: TaughtSet | undefined) {
    this.#host = host;
    this.#set = withoutCorrections(set);
    this.#noteNames(set);
    this.#corrections = new TaughtCorrections(host, () => this.#changed(), set?.corrections);
    this.#cutter = new ExampleCutter(host);
    this.#examples = new TaughtExamples(this.#cutter);
    this.#budgets = new TaughtBudgets(host);
    this.#others = new OtherNetworks(host);
    this.#faders = new TaughtFaders({
      ...{ host, cutter: this.#cutter },
      set: () => this.#set,
      use: (next) => this.#use(next, false),
      useLearnt: ({ network, licence, faders }) => this.#useLearnt({ network, licence, classes: [], faders }),
    });
  }

  /** Names of all sounds so far, also of those that were removed or wait for their model. */
  get everTaught(): ReadonlySet<string> {
    return this.#everTaught;
  }

  #noteNames(set: TaughtSet | undefined): void {
    for (const { label } of set?.classes ?? []) this.#everTaught.add(label);
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
      report: this.#budgets.reportOf(taught.label, this.#set),
      target: this.#budgets.targetOf(taught.label),
    }));
  }

  /** Personal corrections. Those of classes that the model and the taught sounds lack are kept, but not among these. */
  get corrections(): readonly Correction[] {
    return this.#corrections.among(new Set(this.#set?.classes.map(({ label }) => label)));
  }

  /** The taught faders, also those that were not learnt yet. */
  get faders(): readonly FaderItem[] {
    return this.#faders.list;
  }

  /** Names of the sounds and faders that only other models know. They are kept, and used again when such a model runs. */
  get othersNames(): readonly string[] {
    return this.#others.namesBeside(this.#set);
  }

  /** All that is known, to store it. {@link restore} reads it. */
  get state(): TaughtState {
    return {
      set: this.#set,
      others: this.#others.sets,
      examples: new Map(this.#examples.all),
      refused: this.#examples.refused,
      stretches: new Map(this.#faders.stretches),
      reports: new Map(this.#budgets.reports),
      targets: new Map(this.#budgets.targets),
      corrections: this.#corrections.all,
    };
  }

  /**
   * Replaces all that is known by a stored state. Corrections of classes that the model lacks are kept, without effect.
   * @throws PinnaError as {@link replace}; `bad-taught-file` for a damaged state, and nothing changes
   */
  restore(state: TaughtState): Promise<void> {
    return this.#turn(async () => {
      const { readableTaughtState } = await loadTaughtFiles();
      if (readableTaughtState(state).dropped > 0) throw damaged();
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
    for (const name of before.#everTaught) this.#everTaught.add(name);
    return this.#turn(async () => {
      await before.#queue.settled();
      if (before.#changes === changes) return;
      if (before.#set !== this.#set) await this.#use(before.#set);
      this.#copy(before.state);
    });
  }

  /**
   * Sets the sounds aside, because the model that runs has another network or cannot be taught, and uses those that were taught to it, if
   * there are any.
   * @throws PinnaError `model-corrupt`, `worker-failed`
   */
  changeNetwork(): Promise<void> {
    return this.#turn(async () => {
      const set = this.#set;
      if (set) this.#others.setAside(set);
      await this.#use(undefined);
      await this.#others.takeBack((other) => this.#use(other));
    });
  }

  /** Forgets a sound or a fader that only other models know. */
  forgetOther(name: string): void {
    this.#others.forgetClass(name);
    this.#others.forgetFader(name);
    this.#changed();
  }

  /** Forgets where the examples were in live sound: session time begins again. */
  beginSession(): void {
    this.#cutter.beginSession();
    this.#forgetSpans();
  }

  /** Number of refused detections of taught sounds. */
  get refusals(): number {
    return this.#examples.refused.length;
  }

  /** Returns the examples of a sound, also of one that was not learnt yet. */
  examplesOf(label: string): readonly TaughtExample[] {
    return this.#examples.of(label);
  }

  /**
   * Adds an example and learns.
   * @param what a stretch of the last ten minutes, session time in seconds, or a recording
   * @returns the example
   * @throws PinnaError `bad-option` for a name that no sound may have, or for more than 32 sounds; `audio-too-short`; `audio-too-long`
   *   for more than 60 s; `not-kept` for a stretch that is not kept, also if listening was started again before its turn came; `model-missing`, `worker-failed`
   */
  teach(label: string, what: TimeSpan | ExampleSound): Promise<TaughtExample> {
    const { session } = this.#cutter;
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
    const { session } = this.#cutter;
    return this.#turn(() => this.#add(label, what, session));
  }

  /** Removes an example; {@link learn} learns without it. */
  removeExample(label: string, key: string): void {
    this.#examples.remove(label, key);
    this.#changed();
  }

  /** Learns all sounds that have examples. Imported sounds stay as they are. @throws PinnaError as {@link teach} */
  learn(): Promise<void> {
    return this.#turn(() => this.#learn());
  }

  /**
   * Learns as {@link learn}, and trains a layer between the frozen network and the head of one sound. The layer is used only if examples
   * that were left out get better by it; the sound's `report` has both figures. Learning then takes up to ten seconds more. While
   * the sound has a layer, each later learning trains it again. A file keeps the layer; a link has the sound without it.
   * @throws PinnaError `bad-option` for a sound with fewer than 20 examples; as {@link teach}
   */
  learnThoroughly(label: string): Promise<void> {
    return this.#turn(async () => {
      if (this.#examples.readableOf(label) < FEWEST_FOR_THOROUGH)
        throw bad(`"${label}" has too few examples for thorough learning. Add more, up to ${FEWEST_FOR_THOROUGH}.`);
      await this.#learn(label);
    });
  }

  /**
   * Says that a detection was wrong. For a taught sound with examples, it becomes a negative, and all sounds are learnt again. For any
   * other class, its threshold rises above the peak of the detection; {@link undo} takes that back.
   * @throws PinnaError as {@link teach}
   */
  refuse(detection: Detection): Promise<void> {
    const { head, label, peak } = detection;
    const { session } = this.#cutter;
    return this.#turn(async () => {
      if (head === TAUGHT && this.examplesOf(label).length > 0)
        return this.#refuseStretch(label, lessonSpan(detection), session);
      this.#corrections.refuse({ head, label, peak });
    });
  }

  /**
   * Sets a budget of false alarms of a built-in class: raises its threshold by what the room scored in the last ten minutes, in which every
   * report counts as false. While frames are kept, it rises again if the room comes too near. {@link undo} takes the budget back.
   * @param target false alarms an hour
   * @throws PinnaError `bad-option` for a class that the model lacks, `worker-failed`
   */
  setBudget(of: Pick<Correction, 'head' | 'label'>, target: number): Promise<void> {
    return this.#queue.run(() => this.#corrections.setBudget(of, target));
  }

  /** Says that a sound is not in a stretch, and learns. @throws PinnaError as {@link teach} */
  refuseStretch(label: string, span: TimeSpan): Promise<void> {
    const { session } = this.#cutter;
    return this.#turn(() => this.#refuseStretch(label, span, session));
  }

  /** Takes a correction back. */
  undo(correction: Correction): void {
    this.#corrections.undo(correction);
  }

  /** Removes a sound and its examples; if it has examples, also for other models. @throws PinnaError `worker-failed` */
  remove(label: string): Promise<void> {
    return this.#turn(async () => {
      await this.#use(withoutClass(this.#set, label));
      if (this.examplesOf(label).length > 0) this.#others.forgetClass(label);
      this.#forget(new Set([label]));
      this.#corrections.drop((name) => name === label);
    });
  }

  /** Renames a sound. @throws PinnaError `bad-option` for a name that is taken or that no sound may have */
  rename(label: string, to: string): Promise<void> {
    return this.#turn(async () => {
      const { isLabel } = await loadTaughtFiles();
      if (!isLabel(to)) throw badName(to);
      if (to === label) return;
      if (this.#set?.classes.some((other) => other.label === to) || this.#examples.all.has(to))
        throw bad(`There is a sound named "${to}" already. Choose another name.`);
      await this.#use(this.#set && withRenamedClass(this.#set, label, to));
      this.#corrections.rename(label, to);
      if (this.#examples.all.has(label)) this.#others.renameClass(label, to);
      this.#examples.rename(label, to);
      this.#budgets.rename(label, to);
    });
  }

  /** Returns the file of all sounds, with the corrections of built-in classes, JSON. @throws PinnaError `bad-option` if there are none */
  async export(): Promise<string> {
    const { writeTaughtFile } = await loadTaughtFiles();
    return writeTaughtFile({ ...this.#setOrThrow(), corrections: this.#corrections.ofModels });
  }

  /** Returns all sounds for the fragment of a link, with the corrections of built-in classes. @throws PinnaError `bad-option` if there are none */
  async exportLink(): Promise<string> {
    const { toLinkPayload } = await loadTaughtFiles();
    return toLinkPayload({ ...this.#setOrThrow(), corrections: this.#corrections.ofModels });
  }

  /**
   * Adds the sounds, faders and corrections of a file. A sound or fader of the same name is replaced; of two corrections of one class,
   * that which is here stays.
   * @param file its text, or what `parseTaughtFile` has read
   * @throws PinnaError `bad-taught-file`, `wrong-network`, `bad-option` for more than 32 sounds or 8 faders
   */
  import(file: string | TaughtSet): Promise<void> {
    return this.#turn(async () => {
      const { faderProperty, parseTaughtFile } = await loadTaughtFiles();
      const added = typeof file === 'string' ? parseTaughtFile(file) : file;
      const whole = await withAdded(this.#set, added);
      await checkNetwork(this.#host, added);
      await this.#use(whole);
      this.#forget(new Set(added.classes.map(({ label }) => label)));
      this.#budgets.keepTargetsOf(added);
      const properties = new Set(added.faders?.map(({ name }) => faderProperty(name)));
      this.#faders.forgetStretches((name) => properties.has(faderProperty(name)));
      this.#corrections.add(added.corrections ?? []);
    });
  }

  /**
   * Adds what is not known of some sounds: sounds and faders of other names, corrections of other classes. All that is known stays.
   * @throws PinnaError `bad-option` for more than 32 sounds or 8 faders; otherwise as {@link replace}
   */
  addMissing(given: TaughtSet): Promise<void> {
    return this.#turn(async () => {
      const labels = new Set([...(this.#set?.classes ?? []).map(({ label }) => label), ...this.#examples.all.keys()]);
      const faders = this.faders.map(({ name }) => name);
      const whole = await withMissing(this.#set, given, { labels, faders });
      if (whole) await this.#use(whole);
      this.#corrections.add(given.corrections ?? []);
    });
  }

  /**
   * Replaces all sounds and faders; undefined for none. Adds corrections of classes that have none; the others stay.
   * @throws PinnaError `wrong-network`, `model-missing`, `model-corrupt`
   */
  replace(set: TaughtSet | undefined): Promise<void> {
    return this.#turn(async () => {
      await this.#use(set);
      this.#examples.replace(new Map(), []);
      this.#budgets.replace(new Map(), new Map());
      this.#faders.setStretches(new Map());
      const labels = new Set(set?.classes.map(({ label }) => label));
      this.#corrections.drop((name) => !labels.has(name));
      this.#corrections.add(set?.corrections ?? []);
    });
  }

  /**
   * Adds a stretch to a fader, and learns the fader as soon as it has two stretches with different numbers.
   * @param name of the fader; a new one if there is none
   * @param value the number of the stretch, 0 to 1
   * @param what a stretch of the last ten minutes, session time in seconds, or a recording
   * @throws PinnaError `bad-option` for an invalid name or number, or for a ninth fader; otherwise as {@link teach}
   */
  teachFader(name: string, value: number, what: TimeSpan | ExampleSound): Promise<FaderStretch> {
    const { session } = this.#cutter;
    return this.#turn(() => this.#faders.teach(name, value, what, session));
  }

  /** Learns all faders that have stretches. Imported faders stay as they are. @throws PinnaError as {@link teach} */
  learnFaders(): Promise<void> {
    return this.#turn(() => this.#faders.learn());
  }

  /** Removes a stretch of a fader, and learns the fader without it. @throws PinnaError as {@link teach} */
  removeStretch(name: string, key: string): Promise<void> {
    return this.#turn(() => this.#faders.removeStretch(name, key));
  }

  /**
   * Renames a fader; if it has stretches, also for other models.
   * @throws PinnaError `bad-option` for a name that is taken or that no fader may have, `worker-failed`
   */
  renameFader(name: string, to: string): Promise<void> {
    return this.#turn(async () => {
      if (to === name) return;
      if (await this.#faders.rename(name, to)) this.#others.renameFader(name, to);
    });
  }

  /** Removes a fader and its stretches; if it has stretches, also for other models. @throws PinnaError `worker-failed` */
  removeFader(name: string): Promise<void> {
    return this.#turn(async () => {
      if (await this.#faders.remove(name)) this.#others.forgetFader(name);
    });
  }

  /**
   * Sets the budget of a sound and fits its threshold.
   * @param target false alarms an hour, above 0
   * @throws PinnaError `bad-option` for another number, `worker-failed`
   */
  setTarget(label: string, target: number): Promise<void> {
    return this.#turn(() => this.#budgets.setTarget(label, target, () => this.#fit(0, true)));
  }

  /**
   * Fits the thresholds to the last ten minutes, if they differ much by now. Those of built-in classes with a budget only rise.
   * @throws PinnaError `worker-failed`
   */
  fit(): Promise<void> {
    return this.#queue.run(async () => {
      if (await this.#fit(WORTH_FITTING, false)) this.#changed();
      await this.#corrections.fitBudgets(WORTH_FITTING, KNOWN_ROOM);
    });
  }

  /** Whether there is anything to fit. */
  get isFitted(): boolean {
    return this.#set !== undefined || this.#corrections.hasBudgets;
  }

  /** Returns up to three stretches of the last ten minutes about which it is least sure. @throws PinnaError `worker-failed` */
  questions(): Promise<readonly UncertainStretch[]> {
    return this.#queue.run(async () => {
      const set = this.#set;
      if (!set) return [];
      const { session } = this.#cutter;
      const { spans } = this.#examples;
      const stretches = await this.#host.request('uncertain', { set, spans, count: QUESTIONS });
      // The times of an earlier session mean another sound now.
      return session === this.#cutter.session ? stretches : [];
    });
  }

  /** Returns a time span of the last ten minutes, session time in seconds, as a picture; null if it is not kept. @throws PinnaError `worker-failed` */
  picture(span: TimeSpan): Promise<HeardPicture | null> {
    return this.#host.request('heard-picture', span);
  }

  #add(label: string, what: TimeSpan | ExampleSound, session: number): Promise<TaughtExample> {
    const labels = this.#set?.classes.map((taught) => taught.label) ?? [];
    return this.#examples.add(label, what, session, labels);
  }

  async #refuseStretch(label: string, span: TimeSpan, session: number): Promise<void> {
    await this.#examples.refuse(label, span, session);
    await this.#learn();
  }

  /** @param thoroughly a sound to learn thoroughly, besides those that have a layer */
  async #learn(thoroughly?: string): Promise<void> {
    const layered = new Set(this.#set?.classes.filter(({ layer }) => layer).map(({ label }) => label));
    const lessons = this.#examples.lessons().map((lesson) => ({
      ...lesson,
      thorough: lesson.label === thoroughly || layered.has(lesson.label),
      target: this.#budgets.targets.get(lesson.label),
    }));
    if (lessons.length === 0) return;
    const { spans } = this.#examples;
    const { set, reports } = await this.#host.request('learn', { lessons, refused: this.#examples.negatives(), spans });
    if (set.classes.length === 0) return;
    this.#budgets.setReports(reports);
    await this.#useLearnt(set);
  }

  /** Uses what was learnt, beside the other sounds and faders of the same network. Those of another one are set aside. */
  async #useLearnt(learnt: TaughtSet): Promise<void> {
    const before = this.#set;
    const own = before?.network === learnt.network ? before : undefined;
    if (before && !own) this.#others.setAside(before);
    const whole = own ? withSet([own], learnt)[0]! : learnt;
    // A fader alone changes no detection.
    await this.#use(whole, learnt.classes.length > 0 || !own);
  }

  /**
   * @param worth smallest change of a threshold that is worth it
   * @param rescores whether to look for the sounds in recent sound with the new thresholds
   * @returns whether the sounds have changed
   */
  async #fit(worth: number, rescores: boolean): Promise<boolean> {
    const set = this.#set;
    if (!set) return false;
    const fitted = await this.#budgets.fit(set, this.#examples.spans, worth, rescores);
    if (!fitted) return false;
    await this.#use(fitted, rescores);
    return true;
  }

  async #use(given: TaughtSet | undefined, rescores = true): Promise<void> {
    const set = withoutCorrections(given);
    await this.#host.use(set, rescores);
    this.#set = set;
    this.#noteNames(set);
    this.#corrections.reapply();
  }

  /** Replaces all but the sounds by those of a state. */
  #copy({ others, examples, refused, stretches, reports, targets, corrections }: TaughtState): void {
    this.#others.replace(others);
    others.forEach((set) => this.#noteNames(set));
    this.#examples.replace(examples, refused);
    this.#faders.setStretches(stretches);
    this.#budgets.replace(reports, targets);
    this.#cutter.continueAfter([...[...examples.values()].flat(), ...refused, ...[...stretches.values()].flat()]);
    this.#forgetSpans();
    this.#corrections.set(corrections);
  }

  #forgetSpans(): void {
    this.#examples.forgetSpans();
    this.#faders.forgetSpans();
  }

  #changed(): void {
    this.#changes += 1;
    this.#host.changed();
  }

  #forget(labels: ReadonlySet<string>): void {
    this.#examples.forget(labels);
    for (const label of labels) this.#budgets.forget(label);
  }

  #setOrThrow(): TaughtSet {
    if (!this.#set) throw bad('There is no taught sound. Teach one first.');
    return this.#set;
  }

  /** Runs a task after all earlier ones, and reports a change at its end. */
  #turn<T>(task: () => Promise<T>): Promise<T> {
    return this.#queue.run(task).finally(() => this.#changed());
  }
}
