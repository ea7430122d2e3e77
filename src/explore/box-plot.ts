import { mean, quantile } from '../statistics.js';

/** Reach of the whiskers beyond the box, lengths of the box (Tukey 1977). */
const REACH = 1.5;

/** A box plot: what to draw of a set of numbers. */
export interface Box {
  /** Quartiles, interpolated linearly between the sorted values, as NumPy does by default. */
  readonly first: number;
  readonly median: number;
  readonly third: number;
  /** Lowest and highest value that is at most 1.5 lengths of the box away from it. */
  readonly low: number;
  readonly high: number;
  /** Values beyond the whiskers, ascending. */
  readonly outliers: readonly number[];
}

/** A class and the box plot of its recordings. */
export interface ClassBox extends Box {
  readonly label: string;
  readonly count: number;
}

/** Returns the box plot of at least one number. */
export function boxOf(values: ArrayLike<number>): Box {
  const sorted = Array.from(values).sort((a, b) => a - b);
  const [first, median, third] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share)!) as [number, number, number];
  const reach = REACH * (third - first);
  const inside = sorted.filter((value) => value >= first - reach && value <= third + reach);
  const outliers = sorted.filter((value) => value < first - reach || value > third + reach);
  return { first, median, third, low: inside[0]!, high: inside.at(-1)!, outliers };
}

/** Returns a box plot for each class, sorted by name. @param labels class of each value */
export function boxesByClass(values: ArrayLike<number>, labels: readonly string[]): ClassBox[] {
  return [...new Set(labels)].sort().map((label) => {
    const own = Array.from(values).filter((_, i) => labels[i] === label);
    return { label, count: own.length, ...boxOf(own) };
  });
}

/**
 * Returns the share of the variance that lies between the classes (η², the correlation ratio squared): 0 if all classes have the same mean,
 * 1 if each class has one value.
 */
export function separation(values: ArrayLike<number>, labels: readonly string[]): number {
  const all = Array.from(values);
  const middle = mean(all)!;
  const total = all.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  if (!(total > 0)) return 0;
  const classes = new Map<string, { count: number; sum: number }>();
  all.forEach((value, i) => {
    const { count, sum } = classes.get(labels[i]!) ?? { count: 0, sum: 0 };
    classes.set(labels[i]!, { count: count + 1, sum: sum + value - middle });
  });
  const between = [...classes.values()].reduce((sum, own) => sum + own.sum ** 2 / own.count, 0);
  return between / total;
}
