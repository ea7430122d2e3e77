import type { Detection } from '../decisions/detection.js';
import { TAUGHT } from '../decisions/embedding-head.js';
import type { Correction } from '../teach/file/correction.js';
import type { TeachingHost } from './teaching-host.js';

/** Part of the way from the peak of a refused detection to a score of 1 by which the threshold is raised. */
const RAISE = 0.3;
/** Highest threshold of a correction. */
const HIGHEST = 0.9999;

/**
 * The personal corrections of a listener: thresholds that rose because a detection was refused, or by a budget of false alarms. Main
 * thread.
 */
export class TaughtCorrections {
  readonly #host: Pick<TeachingHost, 'request' | 'correct' | 'heads'>;
  readonly #changed: () => void;
  #all: readonly Correction[] = [];

  /**
   * @param changed called after each change
   * @param given corrections to begin with
   */
  constructor(
    host: Pick<TeachingHost, 'request' | 'correct' | 'heads'>,
    changed: () => void,
    given: readonly Correction[] = [],
  ) {
    this.#host = host;
    this.#changed = changed;
    this.#all = this.#newOf(given);
    if (this.#all.length > 0) this.#apply();
  }

  /** All corrections, also those of classes that the model and the taught sounds lack. */
  get all(): readonly Correction[] {
    return this.#all;
  }

  /** Those of built-in classes. */
  get ofModels(): readonly Correction[] {
    return this.#all.filter(({ head }) => head !== TAUGHT);
  }

  /** Whether a built-in class has a budget. */
  get hasBudgets(): boolean {
    return this.#all.some(({ budget }) => budget);
  }

  /** Returns those of the model's classes and of taught sounds. @param labels names of the sounds */
  among(labels: ReadonlySet<string>): readonly Correction[] {
    const heads = this.#host.heads();
    return this.#all.filter(({ head, label }) => {
      if (head === TAUGHT) return labels.has(label);
      return heads?.some(({ name, classes }) => name === head && classes.some((one) => one.name === label)) ?? true;
    });
  }

  /** Raises the threshold of a class above the peak of a refused detection. */
  refuse({ head, label, peak }: Pick<Detection, 'head' | 'label' | 'peak'>): void {
    const on = Math.min(HIGHEST, peak + RAISE * (1 - peak));
    const before = this.#of({ head, label });
    const refused = Math.max(on, before?.refused ?? 0);
    this.#put({ head, label, on: Math.max(refused, before?.on ?? 0), refused, budget: before?.budget });
  }

  /** Sets a budget, as `TaughtSounds.setBudget`. @throws PinnaError `bad-option`, `worker-failed` */
  async setBudget({ head, label }: Pick<Correction, 'head' | 'label'>, target: number): Promise<void> {
    const [fitted] = await this.#host.request('fit-classes', [{ head, label, target, below: undefined }]);
    const { threshold, falseAlarms, roomMinutes } = fitted!;
    const before = this.#of({ head, label });
    const refused = before?.refused;
    // Without a room, nothing is known that could lower the threshold.
    const least = Math.max(refused ?? 0, roomMinutes === 0 ? (before?.on ?? 0) : 0);
    const budget = { target, falseAlarms, roomMinutes };
    this.#put({ head, label, on: Math.max(threshold, least), ...(refused !== undefined && { refused }), budget });
  }

  /**
   * Fits the thresholds of classes with a budget to the last ten minutes. They only rise.
   * @param worth smallest change that is worth it
   * @param knownRoom duration of the room from which on a budget no longer counts every report of its class as false, minutes
   * @throws PinnaError `worker-failed`
   */
  async fitBudgets(worth: number, knownRoom: number): Promise<void> {
    const budgeted = this.ofModels.flatMap(({ budget, ...one }) => (budget ? [{ ...one, budget }] : []));
    if (budgeted.length === 0) return;
    const fitted = await this.#host.request(
      'fit-classes',
      budgeted.map(({ head, label, on, budget: { target, roomMinutes } }) => ({
        ...{ head, label, target },
        below: roomMinutes < knownRoom ? undefined : on,
      })),
    );
    const changed = budgeted.flatMap((one, at) => {
      const { threshold, falseAlarms, roomMinutes } = fitted[at]!;
      const { target, roomMinutes: before } = one.budget;
      const isWorth = threshold >= one.on + worth || (before < knownRoom && roomMinutes >= before + 1);
      if (!isWorth || !this.#of(one)) return [];
      return [{ ...one, on: Math.max(one.on, threshold), budget: { target, falseAlarms, roomMinutes } }];
    });
    if (changed.length === 0) return;
    const isChanged = (one: Correction) => changed.some((other) => isSameClass(one, other));
    this.set([...this.#all.filter((one) => !isChanged(one)), ...changed]);
  }

  /** Takes a correction back. */
  undo(correction: Correction): void {
    this.set(this.#all.filter((other) => !isSameClass(correction, other)));
  }

  /** Adds corrections of built-in classes that have none. */
  add(given: readonly Correction[]): void {
    const added = this.#newOf(given);
    if (added.length > 0) this.set([...this.#all, ...added]);
  }

  /** Returns those of built-in classes that have no correction. */
  #newOf(given: readonly Correction[]): readonly Correction[] {
    return given.filter((one) => one.head !== TAUGHT && !this.#of(one));
  }

  /** Drops corrections of taught sounds: another sound may get the name. */
  drop(isGone: (label: string) => boolean): void {
    const kept = this.#all.filter(({ head, label }) => head !== TAUGHT || !isGone(label));
    if (kept.length < this.#all.length) this.set(kept);
  }

  /** Moves the correction of a taught sound to its new name. */
  rename(label: string, to: string): void {
    const renamed = (one: Correction) => (one.head === TAUGHT && one.label === label ? { ...one, label: to } : one);
    this.set(this.#all.map(renamed));
  }

  /** Replaces all corrections. Of two of one class, the first counts. */
  set(corrections: readonly Correction[]): void {
    this.#all = corrections.filter((one, at) => corrections.findIndex((other) => isSameClass(one, other)) === at);
    this.#apply();
    this.#changed();
  }

  /** Applies the corrections again: they only raise thresholds, and those of the taught sounds have changed. */
  reapply(): void {
    if (this.#all.some(({ head }) => head === TAUGHT)) this.#apply();
  }

  #of(one: Pick<Correction, 'head' | 'label'>): Correction | undefined {
    return this.#all.find((other) => isSameClass(one, other));
  }

  #put(correction: Correction): void {
    this.set([...this.#all.filter((other) => !isSameClass(correction, other)), correction]);
  }

  #apply(): void {
    this.#host.correct(Object.fromEntries(this.#all.map(({ head, label, on }) => [`${head}:${label}`, on])));
  }
}

const isSameClass = (one: Pick<Correction, 'head' | 'label'>, other: Pick<Correction, 'head' | 'label'>): boolean =>
  one.head === other.head && one.label === other.label;
