import { expect } from 'chai';
import { describe, it } from 'vitest';
import type { Detection } from '../../../src/decisions/detection.js';
import { Decisions } from '../../../src/decisions/decisions.js';
import { Evaluation } from '../../../src/evaluation/evaluation.js';
import { LOG_MEL_128 } from '../../../src/features/log-mel-parameters.js';
import { FrameObserver, type FrameObservations } from '../../../src/evaluation/frame-observer.js';
import { vocabularyOf } from '../../../src/evaluation/vocabulary.js';
import type { ModelManifest } from '../../../src/model/manifest.js';
import { randomCuts, seededRandom } from '../../harness/random.js';
import { sigmoidHead } from '../decisions/heads.js';
import { evaluatedRecording } from './evaluated-recordings.js';

const HOP = 0.02;
const WINDOW = 0.032;
const genres = ['blues', 'rock'];
const heads = [
  sigmoidHead('events', ['dog', 'rain', 'music'], { minDuration: 0.1 }),
  sigmoidHead('bird', ['bird']),
  {
    ...sigmoidHead('genre', genres),
    activation: 'softmax' as const,
    decision: { ...sigmoidHead('genre', genres).decision, poolSeconds: 1 },
  },
];
const vocabulary = vocabularyOf({ heads });
const manifest = { heads, features: { hopSeconds: HOP, windowSeconds: WINDOW } } as unknown as ModelManifest;

const detection = (head: string, label: string, onset = 0, offset = 1): Detection => ({
  ...{ id: 1, head, label, families: [], onset, offset, peak: 1, confidence: 1 },
});

describe('Evaluation', () => {
  const run = (...recordings: ReturnType<typeof evaluatedRecording>[]) => {
    const evaluation = new Evaluation(vocabulary);
    for (const one of recordings) evaluation.add(one, { truth: undefined, observations: undefined });
    return evaluation.result();
  };
  const scores = (dog: number, rain = 0, bird = 0) => ({
    events: Float32Array.of(dog, rain, 0),
    bird: Float32Array.of(bird),
    genre: Float32Array.of(0.5, 0.5),
  });

  it('counts only what is known', () => {
    const {
      decisions,
      rates,
      calibration,
      scores: ranked,
    } = run(
      evaluatedRecording({
        present: new Set(['dog']),
        absent: new Set(['rain']),
        scores: scores(0.9),
        detections: [detection('events', 'rain'), detection('events', 'music'), detection('genre', 'rock')],
        seconds: 1800,
      }),
      evaluatedRecording({
        absent: new Set(['dog', 'bird']),
        scores: scores(0.2),
        detections: [detection('bird', 'bird')],
        seconds: 1800,
      }),
    );
    const { classes, pairs, micro } = decisions.events!;
    expect(classes.dog).to.deep.include({ support: 1, truePositives: 0, falseNegatives: 1, trueNegatives: 1 });
    expect(classes.rain).to.deep.include({ support: 0, falsePositives: 1, recall: null, falsePositiveShare: 1 });
    expect(classes.music).to.deep.include({ support: 0, falsePositives: 0, f1: null });
    expect(pairs).to.equal(3);
    expect(micro).to.deep.equal({ precision: 0, recall: 0, f1: 0 });
    expect(rates.overall).to.deep.include({
      detections: 3,
      perHour: 3,
      wrong: 2,
      wrongPerHour: 2,
      genreDetections: 1,
    });
    expect(rates.overall.labels.rain).to.deep.include({ falseReports: 1, absentHours: 0.5, falsePerHour: 2 });
    expect(rates.overall.labels.music).to.deep.include({ falseReports: 0, absentHours: 0, falsePerHour: null });
    expect(ranked.events!.classes.dog).to.deep.include({ positives: 1, negatives: 1, auc: 1 });
    expect(ranked.bird).to.deep.include({ positives: 0, negatives: 1, auc: null });
    expect([calibration.genre, calibration.events!.count, calibration.bird!.count]).to.deep.equal([null, 3, 1]);
  });

  it('looks at the calibration of what is said apart from what is not', () => {
    const at = (score: number, isPresent: boolean) =>
      evaluatedRecording({ [isPresent ? 'present' : 'absent']: new Set(['dog']), scores: scores(score) });
    const sure = Array.from({ length: 97 }, () => at(0, false));
    const { calibration } = run(...sure, at(0.05, false), at(0.75, false), at(0.75, true));
    expect([calibration.events!.count, calibration.eventsSaid!.count]).to.deep.equal([100, 3]);
    expect(calibration.events!.error).to.be.closeTo((0.05 + 0.5) / 100, 1e-6);
    expect(calibration.eventsSaid!.error).to.be.closeTo((0.05 + 0.5) / 3, 1e-6);
    expect(run(...sure).calibration.eventsSaid).to.equal(null);
  });

  it('takes a dataset for one of single names only if every clip has one', () => {
    const clip = (dataset: string, named: string[]) => evaluatedRecording({ dataset, named, scores: scores(0.3, 0.6) });
    const { singleLabel } = run(
      ...[clip('plain', ['dog']), clip('plain', ['rain'])],
      ...[clip('with music', ['music', 'dog']), clip('with music', ['rain', 'music']), clip('with music', ['music'])],
      ...[clip('several', ['dog', 'rain']), clip('several', ['dog'])],
      ...[clip('one', ['dog']), clip('one', ['dog'])],
      ...[clip('gaps', ['dog']), clip('gaps', ['rain']), clip('gaps', [])],
    );
    expect(Object.keys(singleLabel)).to.deep.equal(['plain', 'with music']);
    expect(singleLabel.plain!.confusion).to.deep.include({
      names: ['dog', 'rain'],
      counts: [
        [0, 1],
        [0, 1],
      ],
      accuracy: 0.5,
    });
    expect(singleLabel['with music']!.confusion.names).to.deep.equal(['dog', 'rain', 'music']);
  });

  it('has no number that is not finite, whatever is missing', () => {
    const isFinite = (value: unknown): boolean =>
      typeof value === 'number'
        ? Number.isFinite(value)
        : typeof value !== 'object' || value === null || Object.values(value).every(isFinite);
    expect(isFinite(run())).to.equal(true);
    expect(isFinite(run(evaluatedRecording({ scores: scores(0) })))).to.equal(true);
    expect(isFinite(new Evaluation(vocabularyOf({ heads: [] })).result())).to.equal(true);
  });
});

describe('FrameObserver', () => {
  const random = seededRandom(3);
  const frames = 400;
  const logits = Object.fromEntries(
    heads.map(({ name, classes }) => [
      name,
      Float32Array.from({ length: frames * classes.length }, (_, i) => 6 * Math.sin(i / 40) + random() - 0.5),
    ]),
  );
  const slice = (start: number, end: number) =>
    Object.fromEntries(
      heads.map(({ name, classes: { length } }) => [name, logits[name]!.slice(start * length, end * length)]),
    );
  /** Rounds times, because another cut sums other hops. */
  const rounded = (runs: FrameObservations['runs']) =>
    runs.map((all) => all.map(({ label, onset, offset }) => [label, onset.toFixed(6), offset.toFixed(6)]));
  const observe = (cuts: [number, number][]) => {
    const observer = new FrameObserver({ manifest, rowSeconds: HOP });
    for (const [start, end] of cuts) observer.push(slice(start, end), end - start, start * HOP);
    return observer.finish();
  };

  it('sees the same however the frames are cut into steps', () => {
    const expected = observe([[0, frames]]);
    const cut = observe(randomCuts(frames, 40, random));
    expect(rounded(cut.runs)).to.deep.equal(rounded(expected.runs));
    expect([...cut.shownGenres, cut.settledFrames]).to.deep.equal([...expected.shownGenres, expected.settledFrames]);
    expect(cut.prefixes).to.deep.equal(expected.prefixes);
  });

  it('knows when each detection was reported: not before it has lasted, and no later than that', () => {
    const { reportedAt } = observe([[0, frames]]);
    const decisions = new Decisions(heads, HOP);
    const changes = [...decisions.push(logits, frames, 0).changes, ...decisions.flush()];
    const ended = changes.filter(({ phase }) => phase === 'end').map((change) => change.detection);
    expect(ended.length).to.be.above(3);
    for (const one of ended) {
      const { minDuration } = heads.find(({ name }) => name === one.head)!.decision;
      const shortest = (Math.max(1, Math.ceil(minDuration / HOP - 1e-6)) - 1) * HOP + WINDOW;
      expect(reportedAt(one)! - one.onset).to.be.at.least(shortest - 1e-9);
      expect(reportedAt(one)).to.be.below(one.offset! + WINDOW);
    }
    expect(reportedAt(detection('events', 'dog', 123))).to.equal(undefined);
  });

  it('knows when a score is first above one half: when that row is complete', () => {
    const { aboveHalf, runs } = observe([[0, frames]]);
    expect(aboveHalf.length).to.be.above(3);
    expect(rounded([aboveHalf])[0]).to.deep.equal(rounded([runs[25]!])[0]);
    for (const { onset, reportedAt } of aboveHalf) expect(reportedAt).to.be.closeTo(onset + WINDOW, 1e-9);
  });

  it('reports a detection of a network on the trunk with the row that completes it, 15 ms after its end', () => {
    const trunk = { ...manifest, features: LOG_MEL_128 };
    for (const rowSeconds of [HOP, 0.32]) {
      const observer = new FrameObserver({ manifest: trunk, rowSeconds });
      const decisions = new Decisions(heads, rowSeconds);
      const reports: [string, number][] = [];
      for (let row = 0; row < 60; row++) {
        const time = row * rowSeconds;
        observer.push(slice(row, row + 1), 1, time);
        for (const { phase, detection: one } of decisions.push(slice(row, row + 1), 1, time).changes)
          if (phase === 'start') reports.push([JSON.stringify(one), time + rowSeconds + 0.015]);
      }
      expect(reports.length).to.be.above(1);
      const { reportedAt, prefixes } = observer.finish();
      for (const [one, time] of reports) expect(reportedAt(JSON.parse(one) as Detection)).to.be.closeTo(time, 1e-9);
      // 60 rows of 0.32 s take longer than 10 s, those of 0.02 s longer than 1 s.
      expect(prefixes.map((scores) => scores !== null)).to.deep.equal([true, rowSeconds > HOP, rowSeconds > HOP]);
    }
  });

  it('has prefixes of whole windows, and none of a recording that is shorter', () => {
    const of = (count: number) => observe([[0, count]]).prefixes.map((one) => one !== null);
    // 49 windows of 32 ms fit into a second: 48 · 20 ms + 32 ms = 992 ms.
    expect(of(48)).to.deep.equal([false, false, false]);
    expect(of(49)).to.deep.equal([true, false, false]);
    expect(of(400)).to.deep.equal([true, true, false]);
    expect(observe([[0, 400]]).settledFrames).to.equal(250);
  });
});
