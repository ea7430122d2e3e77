import { quantile, mean, ratio } from '../statistics.js';
import type { TrueEvent } from './strong-labels.js';
import { byLabel, type TimedEvent } from './timed-event.js';

/** A detection and the time at which it is reported. */
export interface ReportedEvent extends TimedEvent {
  /** End of the frame in which it was reported, seconds from the recording's start; null if unknown. */
  readonly reportedAt: number | null;
}

/** Mean, median and the 0.1 and 0.9 quantiles of delays, seconds; null if there are none. */
export interface DelayQuantiles {
  readonly mean: number | null;
  readonly median: number | null;
  readonly tenth: number | null;
  readonly ninetieth: number | null;
}

/** Delays of the detections of one class or of all. */
export interface DelayFigures {
  /** Number of true events. */
  readonly events: number;
  /** Events with their own detection, reported at their onset or later (or at an unknown time). */
  readonly found: number;
  /**
   * Events without their own detection, but overlapped by a detection. That detection belongs to another event, or it
   * began or was reported too early for this one.
   */
  readonly alreadyOn: number;
  /**
   * Events whose class was reported up to 0.2 s before their onset, by a detection that no earlier event is matched
   * with. They may also count as found.
   */
  readonly early: number;
  /**
   * The detection's onset minus the true onset, seconds, over the found events. May be negative: a detection's onset is
   * dated back.
   */
  readonly onset: DelayQuantiles;
  /**
   * From the true onset to the end of the frame in which the detection can be reported, seconds, over the found events.
   * Never negative. A page receives the report later: at the end of that frame's step (up to 80 ms with the default of
   * 5 frames) and after the computation.
   */
  readonly live: DelayQuantiles;
  /** Share of all true events that are reported at most 0.3 s after their onset, by the `live` delay. */
  readonly within300ms: number | null;
}

/** Delays over all classes and per class. */
export interface DelayReport extends DelayFigures {
  readonly classes: Readonly<Record<string, DelayFigures>>;
}

interface Delays {
  events: number;
  alreadyOn: number;
  early: number;
  readonly onset: number[];
  readonly live: number[];
}

/**
 * Tolerance before a true onset, seconds. A detection may begin this much earlier; a report this much earlier counts as
 * `early`.
 */
const EARLY_TOLERANCE = 0.2;
/** Limit of `within300ms`, seconds. */
const FAST_REPORT = 0.3;

/**
 * Measures the delay between a sound's true onset and its report. In order of time, each true event is matched with the
 * first detection of its class that meets two conditions. It begins between 0.2 s before the event's onset and the
 * event's offset. It is not reported before the onset: an earlier report is chance, not speed. Each detection matches
 * at most one event.
 */
export class DetectionDelay {
  readonly #counts: (event: TrueEvent) => boolean;
  readonly #classes = new Map<string, Delays>();

  /** @param counts selects the events that count in the figures; the others still use up their detections */
  constructor(counts: (event: TrueEvent) => boolean = () => true) {
    this.#counts = counts;
  }

  /** Adds one recording. */
  add(references: readonly TrueEvent[], detections: readonly ReportedEvent[]): void {
    const detected = byLabel(detections);
    for (const [label, events] of byLabel(references)) {
      const ofLabel = detected.get(label) ?? [];
      const remaining = [...ofLabel].sort((a, b) => a.onset - b.onset);
      for (const event of [...events].sort((a, b) => a.onset - b.onset)) {
        const isEarly = remaining.some(
          (one) => isReportedBefore(one, event) && one.reportedAt! >= event.onset - EARLY_TOLERANCE,
        );
        const index = remaining.findIndex((one) => isMatch(one, event));
        const match = index < 0 ? undefined : remaining.splice(index, 1)[0]!;
        if (!this.#counts(event)) continue;
        const delays = this.#delaysOf(label);
        delays.events += 1;
        if (isEarly) delays.early += 1;
        if (match) {
          delays.onset.push(match.onset - event.onset);
          if (match.reportedAt !== null) delays.live.push(match.reportedAt - event.onset);
        } else if (ofLabel.some(({ onset, offset }) => onset < event.offset && offset > event.onset))
          delays.alreadyOn += 1;
      }
    }
  }

  result(): DelayReport {
    const all = [...this.#classes.values()];
    const classes = [...this.#classes].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      ...figures({
        events: all.reduce((sum, { events }) => sum + events, 0),
        alreadyOn: all.reduce((sum, { alreadyOn }) => sum + alreadyOn, 0),
        early: all.reduce((sum, { early }) => sum + early, 0),
        onset: all.flatMap(({ onset }) => onset),
        live: all.flatMap(({ live }) => live),
      }),
      classes: Object.fromEntries(classes.map(([label, delays]) => [label, figures(delays)])),
    };
  }

  #delaysOf(label: string): Delays {
    const delays = this.#classes.get(label) ?? { events: 0, alreadyOn: 0, early: 0, onset: [], live: [] };
    this.#classes.set(label, delays);
    return delays;
  }
}

/** Whether the detection is reported before the event begins. */
const isReportedBefore = ({ reportedAt }: ReportedEvent, event: TimedEvent): boolean =>
  reportedAt !== null && reportedAt < event.onset;

const isMatch = (one: ReportedEvent, event: TimedEvent): boolean =>
  one.onset >= event.onset - EARLY_TOLERANCE && one.onset < event.offset && !isReportedBefore(one, event);

function figures({ events, alreadyOn, early, onset, live }: Delays): DelayFigures {
  return {
    events,
    found: onset.length,
    alreadyOn,
    early,
    onset: quantiles(onset),
    live: quantiles(live),
    within300ms: ratio(live.filter((delay) => delay <= FAST_REPORT).length, events),
  };
}

function quantiles(values: readonly number[]): DelayQuantiles {
  return {
    mean: mean(values),
    median: quantile(values, 0.5),
    tenth: quantile(values, 0.1),
    ninetieth: quantile(values, 0.9),
  };
}
