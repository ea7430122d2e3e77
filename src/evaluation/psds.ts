import { byLabel, type TimedEvent } from './timed-event.js';

/** Parameters of a PSDS scenario. */
export interface PsdsOptions {
  /** Detection tolerance criterion: minimum share of a detection that lies on true events of its class. */
  readonly detectionTolerance: number;
  /** Ground truth intersection criterion: minimum share of a true event that such detections cover. */
  readonly truthIntersection: number;
  /** Weight of the standard deviation between classes, α_ST. */
  readonly instabilityCost: number;
  /** End of the curve, false positives per hour. */
  readonly maxFalsePerHour: number;
}

/** The score, and the area under the curve of each class. */
export interface PsdsFigures {
  /** 0 to 1; null if there are no true events. */
  readonly value: number | null;
  /** Area under each class's own curve, 0 to 1. */
  readonly classes: Readonly<Record<string, number>>;
  readonly operatingPoints: number;
}

interface ClassPoints {
  truths: number;
  /** Events found and false detections, per operating point. */
  readonly found: number[];
  readonly wrong: number[];
}

/** Scenario 1 of DCASE 2021, task 4 (fast reaction), without cross-triggers. */
export const PSDS1: PsdsOptions = {
  detectionTolerance: 0.7,
  truthIntersection: 0.7,
  instabilityCost: 1,
  maxFalsePerHour: 100,
};

/**
 * Computes the polyphonic sound detection score (Bilen et al. 2020, https://arxiv.org/abs/1910.08440) with α_CT = 0, as
 * psds_eval does: with steps between operating points, over the classes with true events.
 */
export class Psds {
  readonly #points: number;
  readonly #options: PsdsOptions;
  readonly #classes = new Map<string, ClassPoints>();
  #seconds = 0;

  /** @param points number of operating points, such as thresholds */
  constructor(points: number, options: PsdsOptions = PSDS1) {
    this.#points = points;
    this.#options = options;
  }

  /**
   * Adds one recording.
   *
   * @param detections per operating point
   * @param seconds duration of the recording
   */
  add(references: readonly TimedEvent[], detections: readonly (readonly TimedEvent[])[], seconds: number): void {
    this.#seconds += seconds;
    const truth = byLabel(references);
    for (const [label, events] of truth) this.#of(label).truths += events.length;
    detections.forEach((all, point) => {
      for (const [label, predicted] of byLabel(all))
        this.#addClass(this.#of(label), point, truth.get(label) ?? [], predicted);
    });
  }

  result(): PsdsFigures {
    const { maxFalsePerHour, instabilityCost } = this.#options;
    const classes = [...this.#classes].filter(([, { truths }]) => truths > 0).sort(([a], [b]) => (a < b ? -1 : 1));
    const curves = classes.map(([, points]) => this.#curve(points));
    const rates = [...new Set(curves.flatMap((curve) => curve.map(([rate]) => rate)))].sort((a, b) => a - b);
    const axis = [...rates.filter((rate) => rate < maxFalsePerHour), maxFalsePerHour];
    const heights = curves.map((curve) => axis.map((rate) => heightAt(curve, rate)));
    const area = (height: (place: number) => number) =>
      axis.slice(1).reduce((sum, rate, i) => sum + (rate - axis[i]!) * height(i), 0) / maxFalsePerHour;
    return {
      value:
        curves.length === 0
          ? null
          : area((i) =>
              effective(
                heights.map((curve) => curve[i]!),
                instabilityCost,
              ),
            ),
      classes: Object.fromEntries(classes.map(([label], c) => [label, area((i) => heights[c]![i]!)])),
      operatingPoints: this.#points,
    };
  }

  #of(label: string): ClassPoints {
    const zeros = () => new Array<number>(this.#points).fill(0);
    const found = this.#classes.get(label) ?? { truths: 0, found: zeros(), wrong: zeros() };
    this.#classes.set(label, found);
    return found;
  }

  #addClass(counts: ClassPoints, point: number, truth: readonly TimedEvent[], predicted: readonly TimedEvent[]): void {
    const { detectionTolerance, truthIntersection } = this.#options;
    const isTolerable = predicted.map((one) => covered(one, truth) >= detectionTolerance);
    counts.wrong[point]! += isTolerable.filter((is) => !is).length;
    const tolerable = predicted.filter((_, i) => isTolerable[i]);
    counts.found[point]! += truth.filter((event) => covered(event, tolerable) >= truthIntersection).length;
  }

  /** Returns false positives per hour and the share of events found at each operating point, preceded by (0, 0). */
  #curve({ truths, found, wrong }: ClassPoints): [rate: number, share: number][] {
    const points = found.map((count, i): [number, number] => [(wrong[i]! * 3600) / this.#seconds, count / truths]);
    return [[0, 0], ...points];
  }
}

/**
 * Returns the share of `event` that `others` cover. Where they overlap one another they count twice, as in psds_eval.
 */
function covered(event: TimedEvent, others: readonly TimedEvent[]): number {
  const shared = others.reduce(
    (sum, other) => sum + Math.max(0, Math.min(event.offset, other.offset) - Math.max(event.onset, other.onset)),
    0,
  );
  return shared / (event.offset - event.onset);
}

function heightAt(curve: readonly (readonly [rate: number, share: number])[], rate: number): number {
  return curve.reduce((best, [x, share]) => (x <= rate ? Math.max(best, share) : best), 0);
}

/** Returns the mean over the classes minus the weighted standard deviation, at least 0. */
function effective(shares: readonly number[], instabilityCost: number): number {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length;
  return Math.max(0, mean - instabilityCost * Math.sqrt(variance));
}
