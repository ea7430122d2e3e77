import type { Detection } from '../decisions/detection.js';
import { TAUGHT } from '../decisions/embedding-head.js';
import { PinnaError, PinnaErrorCode } from '../errors.js';
import { nextTask } from '../lifetime/next-task.js';
import type { Correction } from '../teach/file/correction.js';
import {
  namesIn,
  setWith,
  withoutClass,
  withoutCorrections,
  withoutFader,
  withRenamedFader,
  withSet,
} from '../teach/file/set-parts.js';
import { DEFAULT_TARGET, FEWEST_FOR_THOROUGH, type TaughtClass } from '../teach/file/taught-class.js';
import type { TaughtSet } from '../teach/file/taught-file.js';
import type { ExampleSound, HeardPicture, LearningReport, TimeSpan, UncertainStretch } from '../worker/contract.js';
import { anywhere, ExampleCutter, readableByLast } from './example-cutter.js';
import { lessonSpan } from './lesson-span.js';
import { loadTaughtFiles } from './load-taught-files.js';
import { TaughtCorrections } from './taught-corrections.js';
import { bad, badName, damaged, tooManyFaders, tooManySounds } from './taught-errors.js';
import { TaughtFaders, type FaderItem } from './taught-faders.js';
import type { FaderStretch, RefusedExample, TaughtExample, TaughtState } from './taught-state.js';
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
/** Duration of the room from which on a budget no longer counts every report of its class as false, minutes. */
const KNOWN_ROOM = 10;

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
  readonly #corrections: TaughtCorrections;
  readonly #faders: TaughtFaders;
  readonly #cutter: ExampleCutter;
  #others: readonly TaughtSet[] = [];
  /** Names of all sounds so far, also of those that were removed or wait for their model. */
  readonly #everTaught = new Set<string>();
  /** Number of changes so far. */
  #changes = 0;
  /** Settles when all tasks so far have ended. */
  #queue: Promise<unknown> = Promise.resolve();

  /** @param set sounds, faders and corrections to begin with */
  constructor(host: TeachingHost, set: TaughtSet | undefined) {
    this.#host = host;
    this.#set = withoutCorrections(set);
    this.#noteNames(set);
    this.#corrections = new TaughtCorrections(host, () => this.#changed(), set?.corrections);
    this.#cutter = new ExampleCutter(host);
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
      report: this.#reportOf(taught.label),
      target: this.#targets.get(taught.label) ?? DEFAULT_TARGET,
    }));
  }

  /** Returns how a sound was learnt with the network that its set belongs to; undefined if another one has learnt it since. */
  #reportOf(label: string): LearningReport | undefined {
    const report = this.#reports.get(label);
    return (report?.network ?? this.#set?.network) === this.#set?.network ? report : undefined;
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
    const own = new Set(namesIn(this.#set));
    return [...new Set(this.#others.flatMap(namesIn))].filter((name) => !own.has(name));
  }

  /** All that is known, to store it. {@link restore} reads it. */
  get state(): TaughtState {
    return {
      set: this.#set,
      others: this.#others,
      examples: new Map(this.#examples),
      refused: this.#refused,
      stretches: new Map(this.#faders.stretches),
      reports: new Map(this.#reports),
      targets: new Map(this.#targets),
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
      await before.#settled();
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
      if (set) this.#setAside(set);
      await this.#use(undefined);
      for (const other of this.#others) {
        if (!(await this.#fits(other))) continue;
        await this.#use(other);
        this.#others = this.#others.filter((one) => one !== other);
        break;
      }
    });
  }

  /** Keeps sounds and faders for the network that they were taught to. They replace those of the same names. */
  #setAside(set: TaughtSet): void {
    this.#others = withSet(this.#others, set);
  }

  /** Whether sounds were taught to the network that runs; not if it cannot be taught. @throws PinnaError `model-corrupt`, `worker-failed` */
  async #fits(set: TaughtSet): Promise<boolean> {
    try {
      // Any request with the sounds checks that they belong to the network.
      await this.#host.request('uncertain', { set, spans: [], count: 0 });
      return true;
    } catch (error) {
      const { WrongNetwork, ModelMissing } = PinnaErrorCode;
      if (error instanceof PinnaError && (error.code === WrongNetwork || error.code === ModelMissing)) return false;
      throw error;
    }
  }

  /** Forgets a sound or a fader that only other models know. */
  forgetOther(name: string): void {
    this.#forgetOther(name);
    this.#changed();
  }

  #forgetOther(name: string): void {
    this.#others = this.#others.flatMap((set) => withoutFader(withoutClass(set, name), name) ?? []);
  }

  /** Forgets where the examples were in live sound: session time begins again. */
  beginSession(): void {
    this.#cutter.beginSession();
    this.#forgetSpans();
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
   * Learns as {@link learn}, and trains a layer between the frozen network and the head of one sound. The layer is used only if examples
   * that were left out get better by it; the sound's `report` has both figures. Learning then takes up to ten seconds more. While
   * the sound has a layer, each later learning trains it again. A file keeps the layer; a link has the sound without it.
   * @throws PinnaError `bad-option` for a sound with fewer than 20 examples; as {@link teach}
   */
  learnThoroughly(label: string): Promise<void> {
    return this.#turn(async () => {
      if (readableByLast(this.examplesOf(label)).length < FEWEST_FOR_THOROUGH)
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
    return this.#after(() => this.#corrections.setBudget(of, target));
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
      if (this.examplesOf(label).length > 0)
        this.#others = this.#others.flatMap((set) => withoutClass(set, label) ?? []);
      this.#forget(label);
      this.#refused = this.#refused.filter((refused) => refused.label !== label);
      this.#corrections.drop((name) => name === label);
    });
  }

  /** Renames a sound. @throws PinnaError `bad-option` for a name that is taken or that no sound may have */
  rename(label: string, to: string): Promise<void> {
    return this.#turn(async () => {
      const { isLabel } = await loadTaughtFiles();
      if (!isLabel(to)) throw badName(to);
      if (to === label) return;
      if (this.#set?.classes.some((other) => other.label === to) || this.#examples.has(to))
        throw bad(`There is a sound named "${to}" already. Choose another name.`);
      const nameOf = (name: string) => (name === label ? to : name);
      const renamed = <T extends { readonly label: string }>(one: T): T => ({ ...one, label: nameOf(one.label) });
      const moved = <T>(map: ReadonlyMap<string, T>) => new Map([...map].map(([name, value]) => [nameOf(name), value]));
      await this.#use(this.#set && { ...this.#set, classes: this.#set.classes.map(renamed) });
      this.#corrections.rename(label, to);
      if (this.#examples.has(label))
        this.#others = this.#others.map((set) =>
          set.classes.some((other) => other.label === to) ? set : { ...set, classes: set.classes.map(renamed) },
        );
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
      if (this.#set && this.#set.network !== added.network)
        throw new PinnaError(
          PinnaErrorCode.WrongNetwork,
          'The sounds were taught to another network than those that are here. Remove those first, or teach them again.',
        );
      const names = new Set(added.classes.map(({ label }) => label));
      const kept = this.#set?.classes.filter(({ label }) => !names.has(label)) ?? [];
      const classes = [...kept, ...added.classes];
      const properties = new Set(added.faders?.map(({ name }) => faderProperty(name)));
      const keptFaders = this.#set?.faders?.filter(({ name }) => !properties.has(faderProperty(name))) ?? [];
      const faders = [...keptFaders, ...(added.faders ?? [])];
      const whole = await withinLimits(setWith(added, classes, faders));
      // Any request with the sounds checks that they belong to the network.
      await this.#host.request('uncertain', { set: added, spans: [], count: 0 });
      await this.#use(whole);
      for (const label of names) this.#forget(label);
      this.#refused = this.#refused.filter(({ label }) => !names.has(label));
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
      const { faderProperty } = await loadTaughtFiles();
      const labels = new Set([...(this.#set?.classes ?? []).map(({ label }) => label), ...this.#examples.keys()]);
      const properties = new Set(this.faders.map(({ name }) => faderProperty(name)));
      const addedClasses = given.classes.filter(({ label }) => !labels.has(label));
      const addedFaders = (given.faders ?? []).filter(({ name }) => !properties.has(faderProperty(name)));
      if (addedClasses.length > 0 || addedFaders.length > 0) {
        if (this.#set && this.#set.network !== given.network)
          throw new PinnaError(
            PinnaErrorCode.WrongNetwork,
            'The given sounds were taught to another network than those that are stored. Remove the stored ones, or give others.',
          );
        const classes = [...(this.#set?.classes ?? []), ...addedClasses];
        const faders = [...(this.#set?.faders ?? []), ...addedFaders];
        await this.#use(await withinLimits(setWith(given, classes, faders)));
      }
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
      this.#examples.clear();
      this.#reports.clear();
      this.#targets.clear();
      this.#faders.setStretches(new Map());
      this.#refused = [];
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
      if (!(await this.#faders.rename(name, to))) return;
      this.#others = this.#others.map((set) =>
        set.faders?.some((other) => other.name === to) ? set : withRenamedFader(set, name, to),
      );
    });
  }

  /** Removes a fader and its stretches; if it has stretches, also for other models. @throws PinnaError `worker-failed` */
  removeFader(name: string): Promise<void> {
    return this.#turn(async () => {
      const hadStretches = await this.#faders.remove(name);
      if (hadStretches) this.#others = this.#others.flatMap((set) => withoutFader(set, name) ?? []);
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

  /**
   * Fits the thresholds to the last ten minutes, if they differ much by now. Those of built-in classes with a budget only rise.
   * @throws PinnaError `worker-failed`
   */
  fit(): Promise<void> {
    return this.#after(async () => {
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
    return this.#after(async () => {
      const set = this.#set;
      if (!set) return [];
      const [spans, { session }] = [this.#spans, this.#cutter];
      const stretches = await this.#host.request('uncertain', { set, spans, count: QUESTIONS });
      // The times of an earlier session mean another sound now.
      return session === this.#cutter.session ? stretches : [];
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
    const { isLabel, MOST_TAUGHT } = await loadTaughtFiles();
    if (!isLabel(label)) throw badName(label);
    const labels = new Set([...this.#examples.keys(), ...(this.#set?.classes ?? []).map((one) => one.label), label]);
    if (labels.size > MOST_TAUGHT) throw tooManySounds(MOST_TAUGHT);
    const example = await this.#cutter.cut(what, session, 'example');
    this.#examples.set(label, [...this.examplesOf(label), example]);
    return example;
  }

  async #refuseStretch(label: string, span: TimeSpan, session: number): Promise<void> {
    this.#refused = [...this.#refused, { ...(await this.#cutter.cut(span, session, 'example')), label }];
    await this.#learn();
  }

  /** @param thoroughly a sound to learn thoroughly, besides those that have a layer */
  async #learn(thoroughly?: string): Promise<void> {
    const layered = new Set(this.#set?.classes.filter(({ layer }) => layer).map(({ label }) => label));
    const lessons = [...this.#examples].map(([label, examples]) => ({
      label,
      thorough: label === thoroughly || layered.has(label),
      examples: examples.map(({ frames, bands, key }) => ({ frames, bands, key })),
      target: this.#targets.get(label),
    }));
    if (lessons.length === 0) return;
    const refused = this.#refused.map(({ frames, bands, key, label }) => ({
      ...{ frames, bands, label },
      key: `refused ${key}`,
    }));
    const { set, reports } = await this.#host.request('learn', { lessons, refused, spans: this.#spans });
    if (set.classes.length === 0) return;
    this.#reports = new Map(reports.map((report) => [report.label, report]));
    await this.#useLearnt(set);
  }

  /** Uses what was learnt, beside the other sounds and faders of the same network. Those of another one are set aside. */
  async #useLearnt(learnt: TaughtSet): Promise<void> {
    const before = this.#set;
    const own = before?.network === learnt.network ? before : undefined;
    if (before && !own) this.#setAside(before);
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
    const targets = set.classes.map(({ label }) => this.#targets.get(label) ?? DEFAULT_TARGET);
    const absent = set.classes.map(({ label }) => this.#reportOf(label)?.absent);
    const fitted = await this.#host.request('fit', { set, targets, absent, spans: this.#spans });
    // Without a room, as after a stop, there is nothing new to adapt to.
    if (worth > 0 && fitted.every(({ roomMinutes }) => roomMinutes === 0)) return false;
    const classes = set.classes.map((taught, at) => {
      const { threshold, falseAlarms, roomMinutes } = fitted[at]!;
      // The first minutes of a session know less than ten minutes of an earlier one.
      const knowsLess = roomMinutes < Math.min(KNOWN_ROOM, taught.figures.roomMinutes);
      if (!rescores && threshold < taught.threshold && knowsLess) return taught;
      return { ...taught, threshold, figures: { ...taught.figures, falseAlarms, roomMinutes } };
    });
    const change = Math.max(...classes.map(({ threshold }, at) => Math.abs(threshold - set.classes[at]!.threshold)));
    if (change < worth) return false;
    await this.#use({ ...set, classes }, rescores);
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
    this.#others = others;
    others.forEach((set) => this.#noteNames(set));
    this.#examples = new Map(examples);
    this.#refused = refused;
    this.#faders.setStretches(stretches);
    this.#reports = new Map(reports);
    this.#targets = new Map(targets);
    this.#cutter.continueAfter([...[...examples.values()].flat(), ...refused, ...[...stretches.values()].flat()]);
    this.#forgetSpans();
    this.#corrections.set(corrections);
  }

  #forgetSpans(): void {
    this.#examples = new Map([...this.#examples].map(([label, examples]) => [label, examples.map(anywhere)]));
    this.#refused = this.#refused.map(anywhere);
    this.#faders.forgetSpans();
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

/** Returns a set that a file can hold. @throws PinnaError `bad-option` for more than 32 sounds or 8 faders */
async function withinLimits(set: TaughtSet): Promise<TaughtSet> {
  const { MOST_FADERS, MOST_TAUGHT } = await loadTaughtFiles();
  if (set.classes.length > MOST_TAUGHT) throw tooManySounds(MOST_TAUGHT);
  if ((set.faders?.length ?? 0) > MOST_FADERS) throw tooManyFaders(MOST_FADERS);
  return set;
}
