import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { averagePrecision } from '../../../src/evaluation/average-precision.js';
import { CalibrationError } from '../../../src/evaluation/calibration-error.js';
import { classificationReport, count, noCounts } from '../../../src/evaluation/classification-report.js';
import type { EventReport } from '../../../src/evaluation/event-counts.js';
import { EventBasedF1 } from '../../../src/evaluation/event-based-f1.js';
import { PSDS1, Psds } from '../../../src/evaluation/psds.js';
import { quantile } from '../../../src/statistics.js';
import { rocAuc } from '../../../src/evaluation/roc-auc.js';
import { SegmentBasedF1 } from '../../../src/evaluation/segment-based-f1.js';
import { singleAnswers, singleLabelFigures } from '../../../src/evaluation/single-label-figures.js';
import type { TimedEvent } from '../../../src/evaluation/timed-event.js';
import { evaluatedRecording } from './evaluated-recordings.js';
import { readJson } from '../on-disk.js';

type Event = [label: string, onset: number, offset: number];
type Averages = Record<'precision' | 'recall' | 'f1', number>;
type SedResults = Averages & { errorRate: number; macroF1: number; classF1: Record<string, number | null> };

interface Fixture {
  classification: {
    truth: number[][];
    said: number[][];
    precision: number[];
    recall: number[];
    f1: number[];
    support: number[];
    macro: Averages;
    micro: Averages;
    weighted: Averages;
    accuracy: number;
  }[];
  ranking: { scores: number[]; positive: number[]; auc: number | null; averagePrecision: number | null }[];
  singleLabel: {
    truth: number[];
    scores: number[][];
    confusion: number[][];
    accuracy: number;
    macroRecall: number;
    top3Accuracy: number;
  };
  calibration: {
    confidence: number[];
    true: number[];
    counts: number[];
    frequency: number[];
    meanConfidence: number[];
    error: number;
  };
  quantiles: { values: number[]; shares: number[]; quantiles: number[] };
  eventBased: {
    clips: { seconds: number; truth: Event[]; said: Event[] }[];
    onset: SedResults;
    onsetOffset: SedResults;
    segments: SedResults;
  };
  psds: {
    clips: { seconds: number; truth: Event[]; said: Event[][] }[];
    points: number;
    maxFalsePerHour: number;
    stable: number;
    value: number;
  }[];
}

const EXACT = 1e-9;
const timed = (events: readonly Event[]): TimedEvent[] =>
  events.map(([label, onset, offset]) => ({ label, onset, offset }));

/** Expects equal values; null equals null. */
function expectSame(actual: number | null | undefined, expected: number | null, what: string): void {
  if (expected === null) expect(actual, what).to.equal(null);
  else expect(actual, what).to.be.closeTo(expected, EXACT);
}

describe('Metrics and their trusted implementations (models/training/metrics_fixture.py)', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await readJson<Fixture>('test/fixtures/reference/metrics.json');
  });

  it('precision, recall, F1 and their averages are those of scikit-learn', () => {
    for (const expected of fixture.classification) {
      const counts = new Map(expected.support.map((_, c) => [`class ${String(c)}`, noCounts()]));
      expected.truth.forEach((row, i) => {
        [...counts.values()].forEach((mine, c) => count(mine, row[c] === 1, expected.said[i]![c] === 1));
      });
      const report = classificationReport(counts);
      Object.values(report.classes).forEach((one, c) => {
        expect(one.support).to.equal(expected.support[c]);
        // scikit-learn returns 0 for a division by zero.
        for (const key of ['precision', 'recall', 'f1'] as const) expectSame(one[key] ?? 0, expected[key][c]!, key);
      });
      for (const average of ['macro', 'micro', 'weighted'] as const)
        for (const key of ['precision', 'recall', 'f1'] as const)
          expectSame(report[average][key], expected[average][key], `${average} ${key}`);
      expectSame(report.accuracy, expected.accuracy, 'accuracy');
    }
  });

  it('AUC and average precision are those of scikit-learn, with ties and without one side', () => {
    for (const { scores, positive, auc, averagePrecision: ap } of fixture.ranking) {
      const truth = positive.map((value) => value === 1);
      expectSame(rocAuc(scores, truth), auc, 'AUC');
      expectSame(averagePrecision(scores, truth), ap, 'average precision');
    }
  });

  it('confusion matrix, accuracy, mean recall and top three are those of scikit-learn', () => {
    const { truth, scores, confusion, accuracy, macroRecall, top3Accuracy } = fixture.singleLabel;
    const names = confusion.map((_, c) => `class ${String(c)}`);
    // The last class never occurs, so the dataset would not include it. One more clip adds it, and is removed again.
    const last = names.length - 1;
    const rows = [...scores, names.map((_, c) => (c === last ? 2 : 0))];
    const recordings = rows.map((row, i) =>
      evaluatedRecording({ named: [names[truth[i] ?? last]!], scores: { events: Float32Array.from(row) } }),
    );
    const found = singleAnswers(recordings, names).get('')!;
    const figures = singleLabelFigures(found.names, found.answers.slice(0, -1));
    expect(figures.confusion.counts).to.deep.equal(confusion);
    expectSame(figures.accuracy, accuracy, 'accuracy');
    expectSame(figures.confusion.macroRecall, macroRecall, 'mean recall');
    expectSame(figures.top3Accuracy, top3Accuracy, 'top three');
  });

  it('calibration bins are those of scikit-learn', () => {
    const { confidence, true: came, counts, frequency, meanConfidence, error } = fixture.calibration;
    const calibration = new CalibrationError();
    confidence.forEach((value, i) => calibration.add(value, came[i] === 1));
    const { bins, error: mine, count: total } = calibration.result();
    expect(total).to.equal(confidence.length);
    expect(bins.map((bin) => bin.count)).to.deep.equal(counts);
    const filled = bins.filter((bin) => bin.count > 0);
    filled.forEach((bin, i) => {
      expectSame(bin.frequency, frequency[i]!, 'frequency');
      expectSame(bin.meanConfidence, meanConfidence[i]!, 'confidence');
    });
    for (const bin of bins)
      if (bin.count === 0) expect([bin.frequency, bin.meanConfidence]).to.deep.equal([null, null]);
    expectSame(mine, error, 'error');
  });

  it('quantiles are those of numpy', () => {
    const { values, shares, quantiles } = fixture.quantiles;
    shares.forEach((share, i) => expectSame(quantile(values, share), quantiles[i]!, String(share)));
    expect(quantile([], 0.5)).to.equal(null);
  });

  const expectSed = (report: EventReport, expected: SedResults) => {
    for (const key of ['precision', 'recall', 'f1'] as const) expectSame(report.micro[key], expected[key], key);
    expectSame(report.macroF1, expected.macroF1, 'macro');
    expectSame(report.errorRate, expected.errorRate, 'error rate');
    for (const [label, f1] of Object.entries(expected.classF1)) {
      const mine = report.classes[label];
      // sed_eval returns no F1 for a class without true events.
      expectSame(mine && mine.references > 0 ? mine.f1 : null, f1, label);
    }
  };

  it('event-based F1 and error rate are those of sed_eval', () => {
    const { clips, onset, onsetOffset } = fixture.eventBased;
    const [first, both] = [new EventBasedF1({ collar: 0.2 }), new EventBasedF1({ collar: 0.2, offsetShare: 0.2 })];
    for (const { truth, said } of clips) for (const one of [first, both]) one.add(timed(truth), timed(said));
    expectSed(first.result(), onset);
    expectSed(both.result(), onsetOffset);
  });

  it('segment-based F1 and error rate are those of sed_eval', () => {
    const { clips, segments } = fixture.eventBased;
    const score = new SegmentBasedF1(1);
    for (const { truth, said, seconds } of clips) score.add(timed(truth), timed(said), seconds);
    expectSed(score.result(), segments);
  });

  it('PSDS is that of psds_eval', () => {
    for (const { clips, points, maxFalsePerHour, stable, value } of fixture.psds) {
      for (const [instabilityCost, expected] of [
        [0, stable],
        [1, value],
      ] as const) {
        const score = new Psds(points, { ...PSDS1, maxFalsePerHour, instabilityCost });
        for (const { truth, said, seconds } of clips) score.add(timed(truth), said.map(timed), seconds);
        expectSame(score.result().value, expected, `α_ST ${String(instabilityCost)}`);
      }
    }
  });
});
