import type { HeadManifest } from '../model/manifest.js';
import type { Families } from '../model/families.js';
import type { LabelledRecording } from './labelled-manifest.js';
import type { RecordingReports } from './reports.js';
import type { TrueEvent } from './strong-labels.js';
import { emptyTally, type LevelTally } from './threshold-choice.js';

/** Per class ({@link keyOf}) what was observed of it. */
export type Tallies = ReadonlyMap<string, LevelTally>;

/** Returns the key of a class: `head:class`. */
export const keyOf = (head: { readonly name: string }, label: string): string => `${head.name}:${label}`;

/** Whether the decisions of a head are fitted: it detects sounds, whatever the other heads do. */
export const isFitted = ({ activation, decision }: HeadManifest): boolean => activation === 'sigmoid' && !decision.gate;

/** Length from which a recording without any labelled sound counts as long, seconds. */
const LONG = 300;

/** Counts the reports of every class at every level of its threshold. */
export class LevelCounts {
  readonly tallies: Tallies;
  readonly #heads: readonly HeadManifest[];
  readonly #families: Families;

  /** @param heads of the model; those that are not fitted do not count */
  constructor(heads: readonly HeadManifest[], families: Families, levels: number) {
    this.#heads = heads.filter(isFitted);
    this.#families = families;
    this.tallies = new Map(
      this.#heads.flatMap((head) => head.classes.map(({ name }) => [keyOf(head, name), emptyTally(levels)] as const)),
    );
  }

  /**
   * Adds a recording. A family of a stated label does not count as one to be found: its members are to be found.
   *
   * @param truth complete list of its timed events; undefined if their times are not known
   * @param levels its reports with all classes at each level, ascending
   */
  add(
    recording: Pick<LabelledRecording, 'stated' | 'absent'>,
    truth: readonly TrueEvent[] | undefined,
    levels: readonly RecordingReports[],
  ): void {
    const named = truth ? truth.map(({ label }) => label) : [...recording.stated];
    const stated = new Set(named);
    const isBackground = named.length === 0;
    const { seconds } = levels[0]!;
    for (const head of this.#heads) {
      for (const { name } of head.classes) {
        const tally = this.tallies.get(keyOf(head, name))!;
        if (stated.has(name)) tally.positives += 1;
        if (!recording.absent.has(name)) continue;
        tally.absentSeconds += seconds;
        if (isBackground) tally.backgroundSeconds += seconds;
      }
    }
    levels.forEach((one, level) => this.#addReports(one, level, stated, isBackground));
  }

  #addReports(
    { reports, seconds }: RecordingReports,
    level: number,
    stated: ReadonlySet<string>,
    isBackground: boolean,
  ): void {
    const found = new Set<string>();
    for (const { head, label, verdict } of reports) {
      if (verdict !== 'wrong') {
        for (const name of this.#withFamilies([label])) if (stated.has(name)) found.add(keyOf({ name: head }, name));
        continue;
      }
      const tally = this.tallies.get(keyOf({ name: head }, label))!;
      tally.wrong[level]! += 1;
      if (isBackground) tally.backgroundWrong[level]! += 1;
      if (isBackground && seconds >= LONG) tally.longBackgroundWrong[level]! += 1;
    }
    // Only classes of the head have thresholds.
    for (const key of found) {
      const tally = this.tallies.get(key);
      if (tally) tally.found[level]! += 1;
    }
  }

  #withFamilies(labels: readonly string[]): ReadonlySet<string> {
    return new Set(labels.flatMap((label) => [label, ...this.#families.of(label)]));
  }
}
