import { byDataset, type EvaluatedRecording } from './evaluated-recording.js';
import { ratio } from './statistics.js';
import { GENRE } from './vocabulary.js';

/** How often one label is detected. */
export interface LabelRate {
  readonly detections: number;
  readonly perHour: number | null;
  /** Number of detections in recordings in which the label is known to be absent. */
  readonly falseReports: number;
  /** Duration of the recordings in which the label is known to be absent, hours. */
  readonly absentHours: number;
  readonly falsePerHour: number | null;
}

/** How often anything is detected. */
export interface RateFigures {
  readonly clips: number;
  readonly hours: number;
  /** Of events and bird. */
  readonly detections: number;
  readonly perHour: number | null;
  /** Detections of events and bird whose label is known to be absent. `falsePerHour` is per hour of all recordings. */
  readonly falseReports: number;
  readonly falsePerHour: number | null;
  /** Number of genre detections. */
  readonly genreDetections: number;
  /** Labels that were detected, or are known to be absent in a recording. */
  readonly labels: Readonly<Record<string, LabelRate>>;
}

/** Computes how often anything is reported, which is the burden on a user without a particular interest. */
export function rateFigures(recordings: readonly EvaluatedRecording[], labels: readonly string[]): RateFigures {
  const seconds = recordings.reduce((sum, one) => sum + one.seconds, 0);
  const rates = new Map(labels.map((label) => [label, { detections: 0, falseReports: 0, absentSeconds: 0 }]));
  let genreDetections = 0;
  for (const { recording, detections, seconds: length } of recordings) {
    for (const label of recording.absent) rates.get(label)!.absentSeconds += length;
    for (const { head, label } of detections) {
      const rate = head === GENRE ? undefined : rates.get(label);
      if (!rate) genreDetections += 1;
      else {
        rate.detections += 1;
        if (recording.absent.has(label)) rate.falseReports += 1;
      }
    }
  }
  const sum = (key: 'detections' | 'falseReports') => [...rates.values()].reduce((total, rate) => total + rate[key], 0);
  const hours = seconds / 3600;
  return {
    clips: recordings.length,
    hours,
    detections: sum('detections'),
    perHour: ratio(sum('detections'), hours),
    falseReports: sum('falseReports'),
    falsePerHour: ratio(sum('falseReports'), hours),
    genreDetections,
    labels: Object.fromEntries(
      [...rates].flatMap(([label, { detections, falseReports, absentSeconds }]) =>
        detections === 0 && absentSeconds === 0
          ? []
          : [
              [
                label,
                {
                  detections,
                  perHour: ratio(detections, hours),
                  falseReports,
                  absentHours: absentSeconds / 3600,
                  falsePerHour: ratio(falseReports, absentSeconds / 3600),
                },
              ],
            ],
      ),
    ),
  };
}

/** Rates over all recordings and per dataset. */
export interface RateReport {
  readonly overall: RateFigures;
  readonly byDataset: Readonly<Record<string, RateFigures>>;
}

/** Computes the rates over all recordings and per dataset. */
export function rateReport(recordings: readonly EvaluatedRecording[], labels: readonly string[]): RateReport {
  return {
    overall: rateFigures(recordings, labels),
    byDataset: Object.fromEntries(byDataset(recordings).map(([name, group]) => [name, rateFigures(group, labels)])),
  };
}
