import { datasetOf, grouped, type EvaluatedRecording } from './evaluated-recording.js';
import { reportFigures, type RecordingReports, type ReportFigures } from './reports.js';
import { ratio } from '../statistics.js';
import { GENRE } from './vocabulary.js';

/** How often one label is detected. */
export interface LabelRate {
  readonly detections: number;
  readonly perHour: number | null;
  /** Number of wrong reports of the label. */
  readonly falseReports: number;
  /** Duration of the recordings in which the label is known to be absent, hours. */
  readonly absentHours: number;
  readonly falsePerHour: number | null;
}

/** How often anything is detected, and whether it can be believed. */
export interface RateFigures extends ReportFigures {
  readonly clips: number;
  readonly hours: number;
  /** Of events and bird. */
  readonly detections: number;
  readonly perHour: number | null;
  /** Number of genre detections. */
  readonly genreDetections: number;
  /** Labels that were detected, or are known to be absent in a recording. */
  readonly labels: Readonly<Record<string, LabelRate>>;
}

/** An evaluated recording whose reports are compared with the labels. */
export interface JudgedRecording extends EvaluatedRecording {
  readonly reports: RecordingReports;
}

/** Computes how often anything is reported, which is the burden on a user without a particular interest. */
export function rateFigures(recordings: readonly JudgedRecording[], labels: readonly string[]): RateFigures {
  const seconds = recordings.reduce((sum, one) => sum + one.seconds, 0);
  const rates = new Map(labels.map((label) => [label, { detections: 0, falseReports: 0, absentSeconds: 0 }]));
  let genreDetections = 0;
  for (const { recording, detections, seconds: length, reports } of recordings) {
    for (const label of recording.absent) rates.get(label)!.absentSeconds += length;
    genreDetections += detections.filter(({ head }) => head === GENRE).length;
    for (const { label, verdict } of reports.reports) {
      const rate = rates.get(label)!;
      rate.detections += 1;
      if (verdict === 'wrong') rate.falseReports += 1;
    }
  }
  const detections = [...rates.values()].reduce((total, rate) => total + rate.detections, 0);
  const hours = seconds / 3600;
  return {
    clips: recordings.length,
    hours,
    detections,
    perHour: ratio(detections, hours),
    ...reportFigures(recordings.map(({ reports }) => reports)),
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

/** Rates over all recordings, per dataset and per kind of recording. */
export interface RateReport {
  readonly overall: RateFigures;
  readonly byDataset: Readonly<Record<string, RateFigures>>;
  /** By the manifest's column `kind`; empty without it. */
  readonly byKind: Readonly<Record<string, RateFigures>>;
}

/** Computes the rates over all recordings, per dataset and per kind of recording. */
export function rateReport(recordings: readonly JudgedRecording[], labels: readonly string[]): RateReport {
  const by = (groups: [string, JudgedRecording[]][]) =>
    Object.fromEntries(groups.map(([name, group]) => [name, rateFigures(group, labels)]));
  return {
    overall: rateFigures(recordings, labels),
    byDataset: by(grouped(recordings, datasetOf)),
    byKind: by(grouped(recordings, ({ recording }) => recording.kind).filter(([kind]) => kind !== '')),
  };
}
