import type { Families } from '../model/families.js';
import type { Detection } from '../decisions/detection.js';
import { DetectionDelay, type DelayReport } from './detection-delay.js';
import type { EventReport } from './event-counts.js';
import { EventBasedF1 } from './event-based-f1.js';
import { THRESHOLDS, type FrameObservations } from './frame-observer.js';
import type { LabelledRecording } from './labelled-manifest.js';
import { Psds, type PsdsFigures } from './psds.js';
import { SegmentBasedF1 } from './segment-based-f1.js';
import type { TrueEvent } from './strong-labels.js';
import type { TimedEvent } from './timed-event.js';
import { verdictOn } from './verdict.js';
import { GENRE } from './vocabulary.js';
import { withFamilies } from './with-families.js';

/** Figures of recordings with timed labels. */
export interface StrongFigures {
  readonly clips: number;
  readonly hours: number;
  /** Event-based, with an onset tolerance of 0.2 s. */
  readonly onset: EventReport;
  /**
   * Event-based, with an onset tolerance of 0.2 s. The offset tolerance is 0.2 s or 20 % of the duration, whichever is
   * larger.
   */
  readonly onsetOffset: EventReport;
  /** Segment-based, with segments of 1 s. */
  readonly segments: EventReport;
  readonly psds1: PsdsFigures;
  readonly delay: DelayReport;
  /** `delay` of the events with a sharp onset; null if the labels do not mark them. */
  readonly delaySharp: DelayReport | null;
  /**
   * The same events, with the first score above one half in place of the report. Null if the labels mark no sharp onsets.
   */
  readonly scoreDelaySharp: DelayReport | null;
}

/** Onset tolerance and minimum offset tolerance, seconds. */
const COLLAR = 0.2;
/** Offset tolerance as a share of the duration. */
const OFFSET_SHARE = 0.2;

/**
 * Computes the measures that need the times of sounds. A recording's list of events is assumed to be complete. Labels
 * that the manifest marks as unknown are ignored, unless the list names them.
 *
 * A report counts for its own label and for those of its families that the list names. If the list names neither, it is an
 * error only where it is wrong ({@link verdictOn}): the family of a sound that is there is neither found nor wrong.
 */
export class StrongScore {
  readonly #onset = new EventBasedF1({ collar: COLLAR });
  readonly #onsetOffset = new EventBasedF1({ collar: COLLAR, offsetShare: OFFSET_SHARE });
  readonly #segments = new SegmentBasedF1(1);
  readonly #psds = new Psds(THRESHOLDS.length);
  readonly #delay = new DetectionDelay();
  readonly #delaySharp = new DetectionDelay(({ isSharp }) => isSharp === true);
  readonly #scoreDelaySharp = new DetectionDelay(({ isSharp }) => isSharp === true);
  readonly #families: Families;
  #hasSharpLabels = false;
  #recordings = 0;
  #seconds = 0;

  /** @param families of the event classes; a report also counts as one of its certain families */
  constructor(families: Families) {
    this.#families = families;
  }

  add(
    recording: LabelledRecording,
    truth: readonly TrueEvent[],
    detections: readonly Detection[],
    observations: FrameObservations,
    seconds: number,
  ): void {
    const named = new Set(truth.map(({ label }) => label));
    const above = new Set([...named].flatMap((label) => this.#families.of(label)));
    const isKnown = ({ label }: TimedEvent) => named.has(label) || !(recording.unknown.has(label) || above.has(label));
    const reports = detections
      .filter(({ head }) => head !== GENRE)
      .map((detection) => ({
        label: detection.label,
        onset: detection.onset,
        offset: detection.offset ?? seconds,
        reportedAt: observations.reportedAt(detection) ?? null,
      }));
    const predicted = [
      ...withFamilies(reports, this.#families).filter(({ label }) => named.has(label)),
      ...reports.filter((one) => !named.has(one.label) && verdictOn(one, recording, truth, this.#families) === 'wrong'),
    ];
    this.#onset.add(truth, predicted);
    this.#onsetOffset.add(truth, predicted);
    this.#segments.add(truth, predicted, seconds);
    this.#delay.add(truth, predicted);
    this.#delaySharp.add(truth, predicted);
    this.#scoreDelaySharp.add(truth, observations.aboveHalf);
    this.#hasSharpLabels ||= truth.some(({ isSharp }) => isSharp !== undefined);
    this.#psds.add(
      truth,
      observations.runs.map((runs) => runs.filter(isKnown)),
      seconds,
    );
    this.#recordings += 1;
    this.#seconds += seconds;
  }

  /** @returns null if no recording has timed labels */
  result(): StrongFigures | null {
    if (this.#recordings === 0) return null;
    return {
      clips: this.#recordings,
      hours: this.#seconds / 3600,
      onset: this.#onset.result(),
      onsetOffset: this.#onsetOffset.result(),
      segments: this.#segments.result(),
      psds1: this.#psds.result(),
      delay: this.#delay.result(),
      delaySharp: this.#hasSharpLabels ? this.#delaySharp.result() : null,
      scoreDelaySharp: this.#hasSharpLabels ? this.#scoreDelaySharp.result() : null,
    };
  }
}
