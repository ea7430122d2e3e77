import type { ConfirmManifest, HeadManifest, ModelManifest } from '../model/manifest.js';
import { type FitFigures, FitReplays, type StoredRecording } from './fit-replays.js';
import { isFitted, keyOf, type Tallies } from './level-tallies.js';
import { chooseLevel, emptyTally, towardsAverage, type LevelTally, type ReportValue } from './threshold-choice.js';

/** Settings of a fit. */
export interface FitOptions extends ReportValue {
  /** Candidates. The one whose reports are worth most is chosen, each half of the recordings with the other's thresholds. */
  readonly confirms: readonly ConfirmManifest[];
  /** Called after each recording with the share of the work that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** A fit and its figures. */
export interface Fit {
  /** All heads of the model, with fitted decisions in the sigmoid heads. */
  readonly heads: readonly HeadManifest[];
  readonly confirm: ConfirmManifest;
  /** With the decisions of the model. */
  readonly before: FitFigures;
  /** With the fitted decisions, on the recordings that they were fitted on: optimistic. */
  readonly after: FitFigures;
  /** The recordings in two halves, each with thresholds fitted on the other half. */
  readonly crossValidated: FitFigures;
}

/**
 * Levels of the thresholds, from 0.25 to 0.99; evenly spaced in log-odds. Lower ones would follow from a few recordings and
 * let much pass that these recordings lack.
 */
export const LEVELS: readonly number[] = Array.from({ length: 13 }, (_, i) => {
  const [low, high] = [Math.log(0.25 / 0.75), Math.log(0.99 / 0.01)];
  return Math.round(1000 / (1 + Math.exp(-(low + ((high - low) * i) / 12)))) / 1000;
});
/** Amounts of evidence whose worth differs by less than this share count as equal. The smallest one reports soonest. */
const EQUAL_SHARE = 0.01;
/** `off` as a share of `on`. */
const OFF_SHARE = 0.4;

/**
 * Fits the thresholds of all classes of the sigmoid heads, and chooses the evidence that reports need. It replays the
 * stored logits through the same decisions as a page: once per candidate and level, with all classes at that level. A
 * class's own threshold is then chosen from its reports alone, which the levels of other classes change little.
 *
 * Recordings of one group are always in the same half.
 */
export async function fitDecisions(
  manifest: ModelManifest,
  recordings: readonly StoredRecording[],
  options: FitOptions,
): Promise<Fit> {
  const { confirms, onProgress } = options;
  const replays = new FitReplays(manifest, recordings, onProgress, confirms.length * LEVELS.length + 3);
  const choices = confirms.map((confirm) => LEVELS.map((level) => fittedHeads(manifest, confirm, level)));
  const tallies = await replays.tallies(choices);
  const candidates = confirms.map((confirm, i) => {
    const [first, second] = tallies[i]!;
    const levels = [chosenLevels(manifest, [first!], options), chosenLevels(manifest, [second!], options)] as const;
    const worth = worthOf(manifest, first!, levels[1], options) + worthOf(manifest, second!, levels[0], options);
    return { confirm, halves: [first!, second!], levels, worth };
  });
  const most = Math.max(...candidates.map(({ worth }) => worth));
  const [best] = candidates
    .filter(({ worth }) => worth >= most - EQUAL_SHARE * Math.abs(most))
    .sort((a, b) => a.confirm.seconds - b.confirm.seconds);
  const { confirm, halves, levels } = best!;
  const heads = fittedHeads(manifest, confirm, chosenLevels(manifest, halves, options));
  const fromOther = [fittedHeads(manifest, confirm, levels[1]), fittedHeads(manifest, confirm, levels[0])];
  const [before, after, crossValidated] = await replays.figures([
    () => manifest.heads,
    () => heads,
    (half) => fromOther[half]!,
  ]);
  return { heads, confirm, before: before!, after: after!, crossValidated: crossValidated! };
}

/** Thresholds by class (`head:class`). */
type Levels = ReadonlyMap<string, number>;

/** Chooses the threshold of each class from what was observed in these halves. */
function chosenLevels({ heads }: ModelManifest, halves: readonly Tallies[], value: ReportValue): Levels {
  const keys = heads.filter(isFitted).flatMap((head) => head.classes.map(({ name }) => keyOf(head, name)));
  const tallies = keys.map((key) => summed(halves.map((half) => half.get(key)!)));
  const shrunk = towardsAverage(tallies);
  return new Map(keys.map((key, i) => [key, LEVELS[chooseLevel(LEVELS, shrunk[i]!, value)]!]));
}

/** Returns what the reports of a half are worth with these thresholds. */
function worthOf({ heads }: ModelManifest, half: Tallies, levels: Levels, { wrongCost }: ReportValue): number {
  let worth = 0;
  for (const head of heads.filter(isFitted)) {
    for (const { name, quiet } of head.classes) {
      const { found, wrong } = half.get(keyOf(head, name))!;
      const level = LEVELS.indexOf(levels.get(keyOf(head, name))!);
      if (!quiet) worth += found[level]! - wrongCost * wrong[level]!;
    }
  }
  return worth;
}

function summed(parts: readonly LevelTally[]): LevelTally {
  const total = emptyTally(LEVELS.length);
  for (const part of parts) {
    total.positives += part.positives;
    total.absentSeconds += part.absentSeconds;
    total.backgroundSeconds += part.backgroundSeconds;
    for (const key of ['found', 'wrong', 'backgroundWrong', 'longBackgroundWrong'] as const)
      part[key].forEach((count, i) => (total[key][i]! += count));
  }
  return total;
}

/** Returns the heads with these decisions. Classes that `levels` does not name have `level`. */
function fittedHeads({ heads }: ModelManifest, confirm: ConfirmManifest, levels: Levels | number): HeadManifest[] {
  return heads.map((head) => {
    if (!isFitted(head)) return head;
    const classes = head.classes.map((entry) => {
      const on = typeof levels === 'number' ? levels : levels.get(keyOf(head, entry.name))!;
      return { ...entry, on, off: Math.round(1000 * OFF_SHARE * on) / 1000 };
    });
    return { ...head, classes, decision: { ...head.decision, confirm } };
  });
}
