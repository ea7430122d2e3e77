import { quantile } from './quantile';
import { mean, ratio } from './ratio';
import { byLabel, type TimedEvent } from './timed-event';

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
  /** Those with a detection of their own. */
  readonly found: number;
  /** Those without one that another's detection runs through. */
  readonly alreadyOn: number;
  /** The detection's onset minus the true onset, seconds; of those found. */
  readonly onset: DelayQuantiles;
  /** The announcement minus the true onset, seconds; of those found. */
  readonly live: DelayQuantiles;
  /** Share of all true events that are announced within 0.3 s of their onset. */
  readonly within300ms: number | null;
}

export interface DelayReport extends DelayFigures {
  readonly classes: Readonly<Record<string, DelayFigures>>;
}

interface Delays {
  events: number;
  alreadyOn: number;
  readonly onset: number[];
  readonly live: number[];
}

/** A detection may begin this much before what it stands for, seconds. */
const EARLY = 0.2;
const SOON = 0.3;

/**
 * How long after a sound's true onset it is reported. In the order of time, each true event takes the first detection of its
 * class that begins between 0.2 s before its onset and its offset; a detection stands for one event only.
 */
export class DetectionDelay {
  private readonly classes = new Map<string, Delays>();

  /** One clip. */
  add(references: readonly TimedEvent[], detections: readonly AnnouncedEvent[]): void {
    const said = byLabel(detections);
    for (const [label, events] of byLabel(references)) {
      const delays = this.classes.get(label) ?? { events: 0, alreadyOn: 0, onset: [], live: [] };
      this.classes.set(label, delays);
      const left = [...(said.get(label) ?? [])].sort((a, b) => a.onset - b.onset);
      for (const event of [...events].sort((a, b) => a.onset - b.onset)) {
        delays.events += 1;
        const found = left.findIndex(({ onset }) => onset >= event.onset - EARLY && onset < event.offset);
        if (found < 0) {
          if (said.get(label)?.some(({ onset, offset }) => onset < event.offset && offset > event.onset))
            delays.alreadyOn += 1;
          continue;
        }
        const [detection] = left.splice(found, 1);
        delays.onset.push(detection!.onset - event.onset);
        if (detection!.announced !== null) delays.live.push(detection!.announced - event.onset);
      }
    }
  }

  result(): DelayReport {
    const all = [...this.classes.values()];
    const classes = [...this.classes].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      ...figures({
        events: all.reduce((sum, { events }) => sum + events, 0),
        alreadyOn: all.reduce((sum, { alreadyOn }) => sum + alreadyOn, 0),
        onset: all.flatMap(({ onset }) => onset),
        live: all.flatMap(({ live }) => live),
      }),
      classes: Object.fromEntries(classes.map(([label, delays]) => [label, figures(delays)])),
    };
  }
}

function figures({ events, alreadyOn, onset, live }: Delays): DelayFigures {
  return {
    events,
    found: onset.length,
    alreadyOn,
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
