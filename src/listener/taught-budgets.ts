import { DEFAULT_TARGET } from '../teach/file/taught-class.js';
import type { TaughtSet } from '../teach/file/taught-file.js';
import type { LearningReport, TimeSpan } from '../worker/contract.js';
import { bad } from './taught-errors.js';
import type { TeachingHost } from './teaching-host.js';

/** Duration of the room from which on a budget no longer counts every report of its class as false, minutes. */
export const KNOWN_ROOM = 10;

/** What the thresholds of the taught sounds rest on: their budgets, and what learning has measured of them. Main thread. */
export class TaughtBudgets {
  readonly #host: Pick<TeachingHost, 'request'>;
  #reports = new Map<string, LearningReport>();
  #targets = new Map<string, number>();

  constructor(host: Pick<TeachingHost, 'request'>) {
    this.#host = host;
  }

  /** How each sound was learnt, by name. */
  get reports(): ReadonlyMap<string, LearningReport> {
    return this.#reports;
  }

  /** Budgets that were set, false alarms an hour, by name. */
  get targets(): ReadonlyMap<string, number> {
    return this.#targets;
  }

  /** Returns the budget of a sound, false alarms an hour. */
  targetOf(label: string): number {
    return this.#targets.get(label) ?? DEFAULT_TARGET;
  }

  /** Returns how a sound was learnt with the network that a set belongs to; undefined if another one has learnt it since. */
  reportOf(label: string, set: TaughtSet | undefined): LearningReport | undefined {
    const report = this.#reports.get(label);
    return (report?.network ?? set?.network) === set?.network ? report : undefined;
  }

  /** Replaces how the sounds were learnt. */
  setReports(reports: readonly LearningReport[]): void {
    this.#reports = new Map(reports.map((report) => [report.label, report]));
  }

  /**
   * Sets the budget of a sound, and does some work with it. If that fails, the budget stays as it was.
   * @throws PinnaError `bad-option` for a number that is not above 0; that of the work
   */
  async setTarget(label: string, target: number, work: () => Promise<unknown>): Promise<void> {
    if (!(target > 0 && target < Infinity))
      throw bad(`A budget cannot be ${String(target)} false alarms an hour. Give a number above 0.`);
    const before = new Map(this.#targets);
    this.#targets.set(label, target);
    try {
      await work();
    } catch (error) {
      this.#targets = before;
      throw error;
    }
  }

  /**
   * Keeps the budgets of imported sounds that expect more false alarms than usual: who taught them accepted that many. A file does not
   * hold budgets.
   */
  keepTargetsOf({ classes }: TaughtSet): void {
    for (const { label, figures } of classes)
      if (figures.falseAlarms > DEFAULT_TARGET) this.#targets.set(label, figures.falseAlarms);
  }

  /** Renames a sound. */
  rename(label: string, to: string): void {
    const nameOf = (name: string) => (name === label ? to : name);
    this.#targets = new Map([...this.#targets].map(([name, target]) => [nameOf(name), target]));
    this.setReports(
      [...this.#reports.values()].map((report) => ({
        ...report,
        label: nameOf(report.label),
        alike: report.alike.map((labels) => labels.map(nameOf)),
      })),
    );
  }

  /** Forgets a sound. */
  forget(label: string): void {
    this.#reports.delete(label);
    this.#targets.delete(label);
  }

  /** Replaces all that is known. */
  replace(reports: ReadonlyMap<string, LearningReport>, targets: ReadonlyMap<string, number>): void {
    this.#reports = new Map(reports);
    this.#targets = new Map(targets);
  }

  /**
   * Fits thresholds to the budgets.
   * @param spans where the sounds are, session time in seconds
   * @param worth smallest change of a threshold that is worth it
   * @param mayForget whether thresholds also fall where less of the room is known than before
   * @returns the sounds with their new thresholds; undefined if they stay as they are
   * @throws PinnaError `worker-failed`
   */
  async fit(
    set: TaughtSet,
    spans: readonly TimeSpan[],
    worth: number,
    mayForget: boolean,
  ): Promise<TaughtSet | undefined> {
    const targets = set.classes.map(({ label }) => this.targetOf(label));
    const absent = set.classes.map(({ label }) => this.reportOf(label, set)?.absent);
    const fitted = await this.#host.request('fit', { set, targets, absent, spans });
    // Without a room, as after a stop, there is nothing new to adapt to.
    if (worth > 0 && fitted.every(({ roomMinutes }) => roomMinutes === 0)) return undefined;
    const classes = set.classes.map((taught, at) => {
      const { threshold, falseAlarms, roomMinutes } = fitted[at]!;
      // The first minutes of a session know less than ten minutes of an earlier one.
      const knowsLess = roomMinutes < Math.min(KNOWN_ROOM, taught.figures.roomMinutes);
      if (!mayForget && threshold < taught.threshold && knowsLess) return taught;
      return { ...taught, threshold, figures: { ...taught.figures, falseAlarms, roomMinutes } };
    });
    const change = Math.max(...classes.map(({ threshold }, at) => Math.abs(threshold - set.classes[at]!.threshold)));
    return change < worth ? undefined : { ...set, classes };
  }
}
