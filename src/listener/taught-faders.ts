import type { TaughtFader } from '../teach/file/taught-fader.js';
import { withoutFader, withRenamedFader } from '../teach/file/set-parts.js';
import type { TaughtSet } from '../teach/file/taught-file.js';
import type { ExampleSound, LearntFaders, TimeSpan } from '../worker/contract.js';
import { anywhere, type ExampleCutter } from './example-cutter.js';
import { loadTaughtFiles } from './load-taught-files.js';
import { bad, badName, tooManyFaders } from './taught-errors.js';
import type { FaderStretch } from './taught-state.js';
import type { TeachingHost } from './teaching-host.js';

/** A fader in the list. */
export interface FaderItem {
  /** Its name. */
  readonly name: string;
  /** The fader as it is used; undefined until two stretches with different numbers are known. */
  readonly fader: TaughtFader | undefined;
  /** Its stretches. Empty for a fader that was imported: only its file is known. */
  readonly stretches: readonly FaderStretch[];
}

interface TaughtFadersOptions {
  readonly host: Pick<TeachingHost, 'request'>;
  readonly cutter: ExampleCutter;
  /** Returns the sounds and faders in use. */
  readonly set: () => TaughtSet | undefined;
  /** Uses other sounds and faders. */
  readonly use: (set: TaughtSet | undefined) => Promise<void>;
  /** Uses faders that were learnt, beside the others that were taught to the same network. */
  readonly useLearnt: (learnt: LearntFaders) => Promise<void>;
}

/** The faders among the taught sounds of a listener, with their stretches. Tasks come one after another. Main thread. */
export class TaughtFaders {
  readonly #options: TaughtFadersOptions;
  #stretches = new Map<string, readonly FaderStretch[]>();

  constructor(options: TaughtFadersOptions) {
    this.#options = options;
  }

  /** The faders, also those that were not learnt yet. */
  get list(): readonly FaderItem[] {
    const learnt = this.#options.set()?.faders ?? [];
    const names = new Set([...learnt.map(({ name }) => name), ...this.#stretches.keys()]);
    return [...names].map((name) => ({
      name,
      fader: learnt.find((fader) => fader.name === name),
      stretches: this.#stretches.get(name) ?? [],
    }));
  }

  /** Stretches by the name of their fader. */
  get stretches(): ReadonlyMap<string, readonly FaderStretch[]> {
    return this.#stretches;
  }

  /** Replaces all stretches. */
  setStretches(stretches: ReadonlyMap<string, readonly FaderStretch[]>): void {
    this.#stretches = new Map(stretches);
  }

  /** Forgets stretches of faders that others replace. */
  forgetStretches(isReplaced: (name: string) => boolean): void {
    this.#stretches = new Map([...this.#stretches].filter(([name]) => !isReplaced(name)));
  }

  /** Forgets where the stretches were in live sound. */
  forgetSpans(): void {
    this.#stretches = new Map([...this.#stretches].map(([name, stretches]) => [name, stretches.map(anywhere)]));
  }

  /** As `TaughtSounds.teachFader`. @param session the one in which it was asked for */
  async teach(name: string, value: number, what: TimeSpan | ExampleSound, session: number): Promise<FaderStretch> {
    const { MOST_FADERS } = await loadTaughtFiles();
    if (!(value >= 0 && value <= 1)) throw bad(`The number is ${String(value)}. Give one from 0 to 1.`);
    const others = this.list.map((fader) => fader.name).filter((other) => other !== name);
    await checkName(name, others);
    if (others.length >= MOST_FADERS) throw tooManyFaders(MOST_FADERS);
    const example = await this.#options.cutter.cut(what, session, 'stretch');
    const before = this.#stretches.get(name) ?? [];
    const overlapping = before.find(({ span }) => overlap(span, example.span));
    const stretch = { ...example, value, recording: overlapping?.recording ?? example.key };
    this.#stretches.set(name, [...before, stretch]);
    await this.learn();
    return stretch;
  }

  /** Learns all faders that have stretches. Imported faders stay as they are. @throws PinnaError those of the request */
  async learn(): Promise<void> {
    const lessons = [...this.#stretches].map(([name, stretches]) => ({ name, stretches }));
    if (lessons.length === 0) return;
    const learnt = await this.#options.host.request('learn-faders', lessons);
    if (learnt.faders.length > 0) await this.#options.useLearnt(learnt);
  }

  /** Removes a stretch, and learns its fader without it. @throws PinnaError those of the request */
  async removeStretch(name: string, key: string): Promise<void> {
    const rest = (this.#stretches.get(name) ?? []).filter((stretch) => stretch.key !== key);
    if (rest.length > 0) this.#stretches.set(name, rest);
    else this.#stretches.delete(name);
    await this.#options.use(withoutFader(this.#options.set(), name));
    await this.learn();
  }

  /**
   * Renames a fader.
   * @returns whether it has stretches
   * @throws PinnaError `bad-option` for a name that no fader may have, or that another one has
   */
  async rename(name: string, to: string): Promise<boolean> {
    await checkName(
      to,
      this.list.map((fader) => fader.name).filter((other) => other !== name),
    );
    const set = this.#options.set();
    await this.#options.use(set && withRenamedFader(set, name, to));
    const isTaught = this.#stretches.has(name);
    // The order of the list stays.
    this.#stretches = new Map([...this.#stretches].map(([other, all]) => [other === name ? to : other, all]));
    return isTaught;
  }

  /** Removes a fader and its stretches. @returns whether it had stretches @throws PinnaError `worker-failed` */
  async remove(name: string): Promise<boolean> {
    await this.#options.use(withoutFader(this.#options.set(), name));
    return this.#stretches.delete(name);
  }
}

/** @throws PinnaError `bad-option` for a name that no fader may have, or that another one has */
async function checkName(name: string, others: readonly string[]): Promise<void> {
  const { faderProperty, isLabel } = await loadTaughtFiles();
  if (!isLabel(name)) throw badName(name);
  const same = others.find((other) => faderProperty(other) === faderProperty(name));
  if (same !== undefined) throw bad(`There is a fader named "${same}" already. Use that name, or another one.`);
}

const overlap = (one: TimeSpan | undefined, other: TimeSpan | undefined): boolean =>
  one !== undefined && other !== undefined && one.from < other.to && other.from < one.to;
