import { expect } from 'chai';
import { describe, it } from 'vitest';
import { DetectionDelay, type ReportedEvent } from '../../../src/evaluation/detection-delay.js';
import { Psds } from '../../../src/evaluation/psds.js';
import { ThresholdRuns } from '../../../src/evaluation/threshold-runs.js';
import { seededRandom } from '../../harness/random.js';

const said = (label: string, onset: number, offset: number, reportedAt: number | null = onset): ReportedEvent => ({
  ...{ label, onset, offset, reportedAt },
});

describe('DetectionDelay', () => {
  it('gives each event its own first detection, and counts from the true onset', () => {
    const delay = new DetectionDelay();
    delay.add(
      [said('dog', 1, 2), said('dog', 3, 4), said('dog', 5, 6), said('rain', 0, 9)],
      // The second dog's detection overlaps the third dog. The rain is not detected. No event matches the cat.
      [said('dog', 0.9, 1.5, 1.2), said('dog', 1.6, 1.9, 1.8), said('dog', 3.1, 5.5, 3.5), said('cat', 5, 6, 5)],
    );
    const { events, found, alreadyOn, onset, live, within300ms, classes } = delay.result();
    expect([events, found, alreadyOn]).to.deep.equal([4, 2, 1]);
    expect(onset.median).to.be.closeTo(0, 1e-9);
    expect(live.median).to.be.closeTo(0.35, 1e-9);
    expect([live.tenth, live.ninetieth].map((value) => value!.toFixed(2))).to.deep.equal(['0.23', '0.47']);
    expect(within300ms).to.equal(0.25);
    expect(Object.keys(classes)).to.deep.equal(['dog', 'rain']);
    expect(classes.rain).to.deep.include({ events: 1, found: 0, within300ms: 0 });
    expect(classes.rain!.live).to.deep.equal({ mean: null, median: null, tenth: null, ninetieth: null });
  });

  it('does not take what began long before for a find', () => {
    const delay = new DetectionDelay();
    delay.add([said('dog', 1, 2)], [said('dog', 0.79, 3)]);
    expect(delay.result()).to.deep.include({ events: 1, found: 0, alreadyOn: 1 });
  });

  it('does not count a report before the sound as fast, and counts such reports', () => {
    const delay = new DetectionDelay();
    const truth = [said('dog', 1, 2), said('dog', 4, 5), said('dog', 7, 8), said('dog', 10, 11)];
    delay.add(truth, [
      // A detection before the first dog, which is then found; a detection before the second dog that lasts into it.
      ...[said('dog', 0.8, 0.95, 0.9), said('dog', 1.1, 1.9, 1.2), said('dog', 3.85, 4.5, 3.95)],
      // A detection that starts before the third dog and is reported in time; one that ends long before the fourth dog.
      ...[said('dog', 6.9, 7.5, 7), said('dog', 9.5, 9.7, 9.7)],
    ]);
    const { events, found, alreadyOn, early, onset, live, within300ms } = delay.result();
    expect([events, found, alreadyOn, early]).to.deep.equal([4, 2, 1, 2]);
    expect(live.mean).to.be.closeTo(0.1, 1e-9);
    expect(onset.mean).to.be.closeTo(0, 1e-9);
    expect(within300ms).to.equal(0.5);
  });

  it('does not call the event before an early report of the next', () => {
    const delay = new DetectionDelay();
    delay.add([said('dog', 1, 2), said('dog', 2.05, 3)], [said('dog', 1.9, 3, 2)]);
    expect(delay.result()).to.deep.include({ events: 2, found: 1, alreadyOn: 1, early: 0 });
  });

  it('can be of some events alone, which the others do not lend their detections', () => {
    const sharp = new DetectionDelay(({ isSharp }) => isSharp === true);
    const truth = [
      { ...said('dog', 1, 3), isSharp: false },
      { ...said('dog', 1.1, 2), isSharp: true },
      { ...said('rain', 1, 2), isSharp: false },
    ];
    sharp.add(truth, [said('dog', 1.1, 2, 1.2), said('dog', 1.3, 2, 1.4), said('rain', 1, 2)]);
    const { events, live, classes } = sharp.result();
    expect(events).to.equal(1);
    expect(live.mean).to.be.closeTo(0.3, 1e-9);
    expect(Object.keys(classes)).to.deep.equal(['dog']);
  });

  it('measures nothing of nothing', () => {
    const { events, within300ms, live } = new DetectionDelay().result();
    expect([events, within300ms, live.median]).to.deep.equal([0, null, null]);
    expect(new Psds(3).result().value).to.equal(null);
  });
});

describe('ThresholdRuns', () => {
  it('are the stretches in which the score reaches each threshold', () => {
    const random = seededRandom(7);
    const thresholds = [0.1, 0.3, 0.5, 0.9];
    const labels = ['dog', 'rain'];
    const frames = Array.from({ length: 200 }, () => labels.map(() => Math.round(random() * 10) / 10));
    const runs = new ThresholdRuns(labels, thresholds);
    frames.forEach((scores, i) => {
      runs.push(scores, i, i + 1);
    });
    runs.finish().forEach((mine, t) => {
      const active = labels.map(() => frames.map(() => false));
      for (const { label, onset, offset } of mine) {
        expect(offset).to.be.above(onset);
        const row = active[labels.indexOf(label)]!;
        // Complete ranges: the frames before and after are off.
        expect(row[onset - 1] ?? false).to.equal(false);
        row.fill(true, onset, offset);
      }
      labels.forEach((_, c) => {
        expect(active[c]).to.deep.equal(frames.map((scores) => scores[c]! >= thresholds[t]!));
      });
    });
  });
});
