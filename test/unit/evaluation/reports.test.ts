import { expect } from 'chai';
import { describe, it } from 'vitest';
import type { Detection } from '../../../src/decisions/detection.js';
import { Families } from '../../../src/model/families.js';
import { rateReport } from '../../../src/evaluation/report-rates.js';
import { StrongScore } from '../../../src/evaluation/strong-figures.js';
import { recordingReports } from '../../../src/evaluation/reports.js';
import { verdictOn } from '../../../src/evaluation/verdict.js';
import { withFamilies } from '../../../src/evaluation/with-families.js';
import { evaluatedRecording } from './evaluated-recordings.js';

const families = new Families({
  parents: {
    dog: ['pets'],
    cat: ['pets'],
    pets: ['animal'],
    violin: ['music'],
    flute: ['music'],
    growl: ['dog', 'cat'],
  },
});
const ALL = ['animal', 'pets', 'dog', 'cat', 'growl', 'music', 'violin', 'flute', 'rain', 'bird'];

/** Returns the labels of a recording that holds `present`; what is neither there nor unknown is absent. */
const labels = (present: string[], unknown: string[] = []) => ({
  present: new Set(present),
  stated: new Set(present),
  unknown: new Set(unknown),
  absent: new Set(ALL.filter((label) => !present.includes(label) && !unknown.includes(label))),
});

const detection = (id: number, label: string, onset = 0, offset = onset + 1, head = 'events'): Detection => ({
  ...{ id, head, label, families: [], onset, offset, peak: 1, confidence: 1 },
});

describe('verdictOn', () => {
  const verdict = (label: string, present: string[], unknown: string[] = []) =>
    verdictOn({ label, onset: 0, offset: 1 }, labels(present, unknown), undefined, families);

  it('is right for the label, and for a more specific class where the labels leave it open', () => {
    expect(verdict('dog', ['dog'])).to.equal('right');
    expect(verdict('violin', ['music'])).to.equal('right');
    expect(verdict('growl', ['dog'])).to.equal('right');
    expect(verdict('violin', ['music', 'flute'])).to.equal('wrong');
    expect(verdict('music', ['music', 'flute'])).to.equal('right');
  });

  it('counts a family of the label apart', () => {
    expect(verdict('animal', ['dog'])).to.equal('family');
    expect(verdict('pets', ['dog'])).to.equal('family');
    expect(verdict('music', ['dog'])).to.equal('wrong');
    const closed = { ...labels(['dog', 'pets', 'animal']), stated: new Set(['dog']) };
    expect(verdictOn({ label: 'animal', onset: 0, offset: 1 }, closed, undefined, families)).to.equal('family');
  });

  it('is wrong only for what is known to be absent', () => {
    expect(verdict('rain', ['dog'])).to.equal('wrong');
    expect(verdict('cat', ['dog'])).to.equal('wrong');
    expect(verdict('rain', ['dog'], ['rain'])).to.equal('unknown');
  });

  it('goes by the times of sounds where they are known', () => {
    const truth = [
      { label: 'dog', onset: 1, offset: 2 },
      { label: 'rain', onset: 5, offset: 8 },
    ];
    const at = (label: string, onset: number, unknown: string[] = []) =>
      verdictOn({ label, onset, offset: onset + 0.5 }, labels(['dog', 'rain'], unknown), truth, families);
    expect([at('dog', 1.4), at('dog', 2.1), at('animal', 1)]).to.deep.equal(['right', 'right', 'family']);
    expect([at('dog', 2.3), at('dog', 0.2), at('dog', 6)]).to.deep.equal(['wrong', 'wrong', 'wrong']);
    expect(at('cat', 6, ['cat'])).to.equal('unknown');
  });
});

describe('recordingReports', () => {
  const relabelled = (present: string[], ...detections: Detection[]) =>
    recordingReports(evaluatedRecording({ ...labels(present), detections }), undefined, families)
      .reports.filter(({ isRelabelled }) => isRelabelled)
      .map(({ label }) => label);

  it('finds sounds that are reported again under another name', () => {
    expect(relabelled(['rain'], detection(1, 'dog', 0), detection(2, 'rain', 0.5))).to.deep.equal(['dog']);
    expect(relabelled(['dog'], detection(2, 'rain', 0), detection(1, 'dog', 0.5))).to.deep.equal(['dog']);
    expect(relabelled(['rain'], detection(1, 'dog', 0), detection(2, 'rain', 1.1))).to.deep.equal([]);
  });

  it('leaves out families, the same name again, two right names, and other heads', () => {
    expect(relabelled(['dog'], detection(1, 'animal', 0), detection(2, 'dog', 0.1))).to.deep.equal([]);
    expect(relabelled(['rain'], detection(1, 'dog', 0, 0.2), detection(2, 'dog', 0.6))).to.deep.equal([]);
    expect(relabelled(['dog', 'rain'], detection(1, 'dog'), detection(2, 'rain'))).to.deep.equal([]);
    expect(relabelled(['dog'], detection(1, 'rain'), detection(2, 'bird', 0, 1, 'bird'))).to.deep.equal([]);
  });
});

describe('rateReport', () => {
  const one = (kind: string, present: string[], detections: Detection[], seconds = 1800) => {
    const evaluated = evaluatedRecording({ ...labels(present), kind, dataset: 'set', detections, seconds });
    return { ...evaluated, reports: recordingReports(evaluated, undefined, families) };
  };
  const { overall, byKind, byDataset } = rateReport(
    [
      one('single', ['dog'], [detection(1, 'dog'), detection(2, 'rain', 2), detection(3, 'jazz', 0, 1, 'genre')]),
      one('single', ['cat'], [detection(1, 'animal')]),
      one('single', ['rain'], []),
      one('', [], [detection(1, 'bird', 0, 1, 'bird')]),
    ],
    ALL,
  );

  it('measures whether reports are right, and whether the right thing is reported', () => {
    expect(overall).to.deep.include({ detections: 4, genreDetections: 1, right: 1, family: 1, wrong: 2, hours: 2 });
    expect(overall).to.deep.include({ precision: 0.5, wrongPerHour: 1, soundClips: 3, found: 2 / 3 });
    expect(overall.labels.rain).to.deep.include({ detections: 1, falseReports: 1, absentHours: 1.5 });
    expect(overall.labels.animal).to.deep.include({ detections: 1, falseReports: 0 });
  });

  it('does so per dataset and per kind', () => {
    expect(Object.keys(byDataset)).to.deep.equal(['set']);
    expect(Object.keys(byKind)).to.deep.equal(['single']);
    expect(byKind.single).to.deep.include({ clips: 3, right: 1, family: 1, wrong: 1 });
  });
});

describe('withFamilies', () => {
  it('adds certain families, and joins reports of a label that overlap', () => {
    const at = (label: string, onset: number, offset: number, reportedAt: number | null) => ({
      ...{ label, onset, offset, reportedAt },
    });
    const all = withFamilies([at('violin', 1, 3, 1.5), at('flute', 2, 4, 2.5), at('music', 5, 6, null)], families);
    expect(all).to.have.deep.members([
      at('violin', 1, 3, 1.5),
      at('flute', 2, 4, 2.5),
      at('music', 1, 4, 1.5),
      at('music', 5, 6, null),
    ]);
    expect(withFamilies([at('growl', 0, 1, 1)], families).map(({ label }) => label)).to.deep.equal([
      'growl',
      'pets',
      'animal',
    ]);
  });
});

describe('StrongScore', () => {
  /** Counts of segments with `reports` about a dog from 0 to 2 s. */
  const segments = (...reports: Detection[]) => {
    const score = new StrongScore(families);
    const observations = {
      ...{ runs: [], aboveHalf: [], prefixes: [], settledFrames: 0, shownGenres: [] },
      reportedAt: () => undefined,
    };
    const truth = [{ label: 'dog', onset: 0, offset: 2 }];
    score.add(evaluatedRecording({ present: new Set(['dog']) }).recording, truth, reports, observations, 4);
    const { references, detections, truePositives } = score.result()!.segments.micro;
    return [references, detections, truePositives];
  };

  it('counts a report for its own label and for families that the list names', () => {
    expect(segments(detection(1, 'dog', 0, 2))).to.deep.equal([2, 2, 2]);
    expect(segments(detection(1, 'growl', 0, 2))).to.deep.equal([2, 0, 0]);
    expect(segments(detection(1, 'rain', 0, 2))).to.deep.equal([2, 2, 0]);
  });

  it('counts a family of the sound neither as found nor as wrong, and as wrong where the sound is not', () => {
    expect(segments(detection(1, 'animal', 0, 2))).to.deep.equal([2, 0, 0]);
    expect(segments(detection(1, 'animal', 3, 4))).to.deep.equal([2, 1, 0]);
  });
});
