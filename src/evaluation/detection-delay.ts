import { quantile, mean, ratio } from './statistics.js';
import type { TrueEvent } from './strong-labels.js';
import { byLabel, type TimedEvent } from './timed-event.js';

/** A detection and when a listener first hears of it. */
export interface AnnouncedEvent extends TimedEvent {
  /** End of the frame at which it was announced, seconds from the clip's start; null where that is unknown. */
  readonly announced: number | null;
}

export interface DelayQuantiles {
  readonly mean: number | null;
  readonly median: number | null;
  readonly tenth: number | null;
  readonly ninetieth: number | null;
}

export interface DelayFigures {
  /** True events. */
  readonly events: number;
  /** Those with a detection of their own, announced at their onset or later. */
  readonly found: number;
  /** Those without one that a detection runs through which is another event's or began too early to be theirs. */
  readonly alreadyOn: number;
  /** Those whose class was announced within 0.2 s before their onset for no other event, whether found afterwards or not. */
  readonly early: number;
  /** The detection's onset minus the true onset, seconds; of those found. May be negative: an onset is dated back. */
  readonly onset: DelayQuantiles;
  /**
   * From the true onset to the end of the frame at which the detection could be announced, seconds; of those found. Never
   * negative. A page hears of it at the end of that frame's step, with the default of 5 frames up to 80 ms later, and after
   * the computing.
   */
  readonly live: DelayQuantiles;
  /** Share of all true events that are announced within 0.3 s after their onset, `live` as above. */
  readonly within300ms: number | null;
}

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

/** A detection may begin, and a class is announced early, this much before what it stands for, seconds. */
const EARLY = 0.2;
const SOON = 0.3;

/**
 * How long after a sound's true onset it is reported. In the order of time, each true event takes the first detection of its
 * class that begins between 0.2 s before its onset and its offset and is not announced before its onset: what is said before
 * there is anything to hear is chance, not speed. A detection stands for one event only.
 */
export class DetectionDelay {
  readonly #counts: (event: TrueEvent) => boolean;
  readonly #classes = new Map<string, Delays>();

  /** @param counts which events the figures are of; the others take their detections all the same */
  constructor(counts: (event: TrueEvent) => boolean = () => true) {
    this.#counts = counts;
  }

  /** One clip. */
  add(references: readonly TrueEvent[], detections: readonly AnnouncedEvent[]): void {
    const said = byLabel(detections);
    for (const [label, events] of byLabel(references)) {
      const mine = said.get(label) ?? [];
      const left = [...mine].sort((a, b) => a.onset - b.onset);
      for (const event of [...events].sort((a, b) => a.onset - b.onset)) {
        const isEarly = left.some((one) => isAhead(one, event) && one.announced! >= event.onset - EARLY);
        const place = left.findIndex((one) => isOwn(one, event));
        const own = place < 0 ? undefined : left.splice(place, 1)[0]!;
        if (!this.#counts(event)) continue;
        const delays = this.#delaysOf(label);
        delays.events += 1;
        if (isEarly) delays.early += 1;
        if (own) {
          delays.onset.push(own.onset - event.onset);
          if (own.announced !== null) delays.live.push(own.announced - event.onset);
        } else if (mine.some(({ onset, offset }) => onset < event.offset && offset > event.onset))
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

/** Whether it is announced before the event begins. */
const isAhead = ({ announced }: AnnouncedEvent, event: TimedEvent): boolean =>
  announced !== null && announced < event.onset;

const isOwn = (one: AnnouncedEvent, event: TimedEvent): boolean =>
  one.onset >= event.onset - EARLY && one.onset < event.offset && !isAhead(one, event);

function figures({ events, alreadyOn, early, onset, live }: Delays): DelayFigures {
  return {
    events,
    found: onset.length,
    alreadyOn,
    early,
    onset: quantiles(onset),
    live: quantiles(live),
    within300ms: ratio(live.filter((delay) => delay <= SOON).length, events),
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
