import type { Families } from '../model/families.js';
import type { LabelledRecording } from './labelled-manifest.js';
import type { TrueEvent } from './strong-labels.js';
import type { TimedEvent } from './timed-event.js';

/**
 * How a report compares with the labels.
 *
 * - `right`: the sound has this label, or a more general one that no other label narrows down.
 * - `family`: the sound has a more specific label; the report names its family.
 * - `wrong`: the label is known to be absent.
 * - `unknown`: nobody knows whether the sound is there.
 */
export type Verdict = 'right' | 'family' | 'wrong' | 'unknown';

/** Tolerance for the times of a report, seconds. */
const COLLAR = 0.2;

/**
 * Compares a report with the labels of its recording.
 *
 * @param report a detection; its times count only if `truth` is known
 * @param truth complete list of the recording's timed events; undefined if their times are not known
 */
export function verdictOn(
  report: TimedEvent,
  recording: Pick<LabelledRecording, 'stated' | 'absent' | 'unknown'>,
  truth: readonly TrueEvent[] | undefined,
  families: Families,
): Verdict {
  const { label } = report;
  const present = truth
    ? truth.filter((event) => overlaps(report, event)).map((event) => event.label)
    : recording.stated;
  const names = new Set(present);
  const specific = families.mostSpecific(names);
  const above = families.of(label);
  if (names.has(label) || specific.some((name) => above.includes(name))) return 'right';
  if (specific.some((name) => families.of(name).includes(label))) return 'family';
  const isAbsent = truth ? !recording.unknown.has(label) : recording.absent.has(label);
  return isAbsent ? 'wrong' : 'unknown';
}

const overlaps = (report: TimedEvent, event: TimedEvent): boolean =>
  report.onset <= event.offset + COLLAR && report.offset >= event.onset - COLLAR;
