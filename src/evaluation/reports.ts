import type { Detection } from '../decisions/detection.js';
import type { Families } from '../model/families.js';
import type { EvaluatedRecording } from './evaluated-recording.js';
import { ratio } from '../statistics.js';
import type { TrueEvent } from './strong-labels.js';
import { verdictOn, type Verdict } from './verdict.js';
import { GENRE } from './vocabulary.js';

/** Whether reports can be believed. Genres do not count. */
export interface ReportFigures {
  /** Reports of the label that the sound has, or of a more specific one where the labels leave that open. */
  readonly right: number;
  /** Reports of a family of the sound's label: true, but less specific. */
  readonly family: number;
  /** Reports of labels that are known to be absent. */
  readonly wrong: number;
  /** `(right + family) / (right + family + wrong)`. Reports about which the labels say nothing do not count. */
  readonly precision: number | null;
  /** Wrong reports per hour of sound. */
  readonly wrongPerHour: number | null;
  /** Number of recordings with a label that is known to be present. */
  readonly soundClips: number;
  /** Share of these recordings with a right report, or one of a family. */
  readonly found: number | null;
  /**
   * Number of reports whose sound is reported again under another name: a later report of an unrelated class has an
   * onset at most 1 s after that of the first, and the two are not both right.
   */
  readonly relabelled: number;
  /** Share of all reports that are relabelled. */
  readonly relabelledShare: number | null;
}

/** Longest time from the onset of a report to the onset of another one about the same sound, seconds. */
const SAME_SOUND = 1;

/** One report and its comparison with the labels. */
export interface JudgedReport {
  readonly head: string;
  readonly label: string;
  readonly verdict: Verdict;
  readonly isRelabelled: boolean;
}

/** The reports of one recording. */
export interface RecordingReports {
  readonly seconds: number;
  /** Whether a label is known to be present. */
  readonly hasSound: boolean;
  readonly reports: readonly JudgedReport[];
}

/**
 * Compares the reports of a recording with its labels.
 *
 * @param truth complete list of the recording's timed events; undefined if their times are not known
 */
export function recordingReports(
  { recording, detections, seconds }: Pick<EvaluatedRecording, 'recording' | 'detections' | 'seconds'>,
  truth: readonly TrueEvent[] | undefined,
  families: Families,
): RecordingReports {
  const judged = detections
    .filter(({ head }) => head !== GENRE)
    .map((detection) => {
      const timed = { ...detection, offset: detection.offset ?? seconds };
      return { detection, verdict: verdictOn(timed, recording, truth, families) };
    });
  const reports = judged.map(({ detection, verdict }) => ({
    head: detection.head,
    label: detection.label,
    verdict,
    isRelabelled: judged.some(
      (later) => isRenamed(detection, later.detection, families) && !(verdict === 'right' && later.verdict === 'right'),
    ),
  }));
  return { seconds, hasSound: truth ? truth.length > 0 : recording.present.size > 0, reports };
}

/** Whether `later` gives the sound of `first` another name. Ids count in the order of the reports. */
function isRenamed(first: Detection, later: Detection, families: Families): boolean {
  return (
    later.head === first.head &&
    later.id > first.id &&
    later.label !== first.label &&
    later.onset <= first.onset + SAME_SOUND &&
    !families.of(later.label).includes(first.label) &&
    !families.of(first.label).includes(later.label)
  );
}

/** Computes the figures of the reports of several recordings. */
export function reportFigures(recordings: readonly RecordingReports[]): ReportFigures {
  const reports = recordings.flatMap((one) => one.reports);
  const count = (wanted: Verdict) => reports.filter(({ verdict }) => verdict === wanted).length;
  const [right, family, wrong] = [count('right'), count('family'), count('wrong')];
  const seconds = recordings.reduce((sum, one) => sum + one.seconds, 0);
  const withSound = recordings.filter(({ hasSound }) => hasSound);
  const found = withSound.filter((one) =>
    one.reports.some(({ verdict }) => verdict === 'right' || verdict === 'family'),
  );
  const relabelled = reports.filter(({ isRelabelled }) => isRelabelled).length;
  return {
    ...{ right, family, wrong },
    precision: ratio(right + family, right + family + wrong),
    wrongPerHour: ratio(wrong, seconds / 3600),
    soundClips: withSound.length,
    found: ratio(found.length, withSound.length),
    relabelled,
    relabelledShare: ratio(relabelled, reports.length),
  };
}
