import type { ExampleSound, LearnRequest, TimeSpan } from '../worker/contract.js';
import { anywhere, readableByLast, type ExampleCutter } from './example-cutter.js';
import { loadTaughtFiles } from './load-taught-files.js';
import { badName, tooManySounds } from './taught-errors.js';
import type { RefusedExample, TaughtExample } from './taught-state.js';

/** The examples of the taught sounds of a listener, and the sounds that were refused. Tasks come one after another. Main thread. */
export class TaughtExamples {
  readonly #cutter: ExampleCutter;
  /** Examples by label; a label without a class was not learnt yet. */
  #examples = new Map<string, readonly TaughtExample[]>();
  #refused: readonly RefusedExample[] = [];

  constructor(cutter: ExampleCutter) {
    this.#cutter = cutter;
  }

  /** Examples by the name of their sound. */
  get all(): ReadonlyMap<string, readonly TaughtExample[]> {
    return this.#examples;
  }

  /** Sounds that were refused. */
  get refused(): readonly RefusedExample[] {
    return this.#refused;
  }

  /** Spans that the user has said something about. */
  get spans(): TimeSpan[] {
    return [...[...this.#examples.values()].flat(), ...this.#refused].flatMap(({ span }) => span ?? []);
  }

  /** Returns the examples of a sound. */
  of(label: string): readonly TaughtExample[] {
    return this.#examples.get(label) ?? [];
  }

  /** Returns the number of examples of a sound that the model which learnt last can read. */
  readableOf(label: string): number {
    return readableByLast(this.of(label)).length;
  }

  /** Returns what to learn, without budgets and layers. */
  lessons(): Pick<LearnRequest['lessons'][number], 'label' | 'examples'>[] {
    return [...this.#examples].map(([label, examples]) => ({
      label,
      examples: examples.map(({ frames, bands, key }) => ({ frames, bands, key })),
    }));
  }

  /** Returns the refused sounds as negatives. */
  negatives(): LearnRequest['refused'] {
    return this.#refused.map(({ frames, bands, key, label }) => ({ frames, bands, label, key: `refused ${key}` }));
  }

  /**
   * Adds an example.
   * @param session the one in which it was asked for
   * @param others names of the sounds without examples
   * @throws PinnaError as `TaughtSounds.teach`
   */
  async add(
    label: string,
    what: TimeSpan | ExampleSound,
    session: number,
    others: readonly string[],
  ): Promise<TaughtExample> {
    const { isLabel, MOST_TAUGHT } = await loadTaughtFiles();
    if (!isLabel(label)) throw badName(label);
    if (new Set([...this.#examples.keys(), ...others, label]).size > MOST_TAUGHT) throw tooManySounds(MOST_TAUGHT);
    const example = await this.#cutter.cut(what, session, 'example');
    this.#examples.set(label, [...this.of(label), example]);
    return example;
  }

  /** Adds a stretch that is not a sound. @param session the one in which it was asked for @throws PinnaError as `TaughtSounds.teach` */
  async refuse(label: string, span: TimeSpan, session: number): Promise<void> {
    this.#refused = [...this.#refused, { ...(await this.#cutter.cut(span, session, 'example')), label }];
  }

  /** Removes an example. */
  remove(label: string, key: string): void {
    const rest = this.of(label).filter((example) => example.key !== key);
    if (rest.length > 0) this.#examples.set(label, rest);
    else this.#examples.delete(label);
  }

  /** Renames a sound. The order stays. */
  rename(label: string, to: string): void {
    const nameOf = (name: string) => (name === label ? to : name);
    this.#examples = new Map([...this.#examples].map(([name, examples]) => [nameOf(name), examples]));
    this.#refused = this.#refused.map((refused) => ({ ...refused, label: nameOf(refused.label) }));
  }

  /** Forgets sounds, with what was refused of them. */
  forget(labels: ReadonlySet<string>): void {
    for (const label of labels) this.#examples.delete(label);
    this.#refused = this.#refused.filter(({ label }) => !labels.has(label));
  }

  /** Replaces all examples and all refused sounds. */
  replace(examples: ReadonlyMap<string, readonly TaughtExample[]>, refused: readonly RefusedExample[]): void {
    this.#examples = new Map(examples);
    this.#refused = refused;
  }

  /** Forgets where the examples were in live sound. */
  forgetSpans(): void {
    this.#examples = new Map([...this.#examples].map(([label, examples]) => [label, examples.map(anywhere)]));
    this.#refused = this.#refused.map(anywhere);
  }
}
