/** What was observed of one class at each of several levels of its threshold. */
export interface LevelTally {
  /** Number of recordings with the class. */
  positives: number;
  /** Per level: number of these recordings in which it is reported. */
  readonly found: number[];
  /** Per level: number of wrong reports. */
  readonly wrong: number[];
  /** Duration of the recordings that are known not to hold the class, seconds. */
  absentSeconds: number;
  /** Per level: number of wrong reports in recordings without any labelled sound. */
  readonly backgroundWrong: number[];
  /** Duration of those of them that are known not to hold the class, seconds. */
  backgroundSeconds: number;
  /** Per level: number of wrong reports in long recordings without any labelled sound. */
  readonly longBackgroundWrong: number[];
}

/** What a report is worth. */
export interface ReportValue {
  /** Cost of a wrong report, in recordings in which the class is found. */
  readonly wrongCost: number;
  /** Most wrong reports of a class per hour of recordings that are known not to hold it. */
  readonly budgetPerHour: number;
}

/** Lowest threshold of a class that no recording holds: nobody has seen it reported rightly. */
const LOWEST_UNTRIED = 0.5;
/** Levels whose worth differs by less than this many recordings, or this share of them, count as equal. */
const EQUAL_RECORDINGS = 0.5;
const EQUAL_SHARE = 0.02;
/** Number of recordings of the average class that are added to those of each class. */
const AVERAGE_RECORDINGS = 10;
const HOUR = 3600;

/** Returns the tally of a class before any recording. */
export function emptyTally(levels: number): LevelTally {
  const zeros = () => new Array<number>(levels).fill(0);
  return {
    ...{ positives: 0, found: zeros(), wrong: zeros(), absentSeconds: 0 },
    ...{ backgroundWrong: zeros(), backgroundSeconds: 0, longBackgroundWrong: zeros() },
  };
}

/**
 * Adds, to each class with recordings, ten recordings of the average of these classes. A class has few recordings, and the
 * best level of a few is chance; so its threshold stays near that of the others unless its recordings say otherwise.
 */
export function towardsAverage(tallies: readonly LevelTally[]): LevelTally[] {
  const known = tallies.filter(({ positives }) => positives > 0);
  const recordings = known.reduce((sum, { positives }) => sum + positives, 0);
  const average = (key: 'found' | 'wrong', level: number) =>
    known.reduce((sum, tally) => sum + tally[key][level]!, 0) / recordings;
  const added = (tally: LevelTally, key: 'found' | 'wrong') =>
    tally[key].map((count, level) => count + AVERAGE_RECORDINGS * average(key, level));
  return tallies.map((tally) =>
    tally.positives === 0
      ? tally
      : {
          ...tally,
          positives: tally.positives + AVERAGE_RECORDINGS,
          found: added(tally, 'found'),
          wrong: added(tally, 'wrong'),
        },
  );
}

/**
 * Chooses the threshold of a class.
 *
 * With recordings of the class, the chosen level has the largest number of them found, minus the cost of the wrong
 * reports. Of levels that are about as good it is the middle one, because the best of a few recordings is chance. Levels
 * that exceed the budget on recordings without any labelled sound are left out.
 *
 * Without recordings of the class, it is the lowest level within the budget, on all recordings known not to hold it. Long
 * recordings without any labelled sound then allow no report: a page may listen to a fan all night.
 *
 * @param levels ascending scores
 * @returns the index of the chosen level; the highest one if none is within the budget
 */
export function chooseLevel(
  levels: readonly number[],
  { positives, found, wrong, absentSeconds, backgroundWrong, backgroundSeconds, longBackgroundWrong }: LevelTally,
  { wrongCost, budgetPerHour }: ReportValue,
): number {
  const last = levels.length - 1;
  const isWithin = (count: number, seconds: number) => count <= (budgetPerHour * seconds) / HOUR;
  if (positives === 0) {
    const isAllowed = (i: number) => longBackgroundWrong[i] === 0 && isWithin(wrong[i]!, absentSeconds);
    const first = levels.findIndex((level, i) => level >= LOWEST_UNTRIED && isAllowed(i));
    return first === -1 ? last : first;
  }
  // In a short background, a single wrong report may be chance.
  const allowed = levels
    .map((_, i) => i)
    .filter((i) => backgroundWrong[i]! <= 1 || isWithin(backgroundWrong[i]!, backgroundSeconds));
  if (allowed.length === 0) return last;
  const worth = (i: number) => found[i]! - wrongCost * wrong[i]!;
  const best = Math.max(...allowed.map(worth));
  const equal = allowed.filter((i) => worth(i) >= best - Math.max(EQUAL_RECORDINGS, EQUAL_SHARE * positives));
  return equal[Math.floor(equal.length / 2)]!;
}
