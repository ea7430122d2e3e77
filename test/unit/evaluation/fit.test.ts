import { expect } from 'chai';
import { describe, it } from 'vitest';
import { Decisions } from '../../../src/decisions/decisions.js';
import { endedDetections } from '../../../src/evaluation/replay.js';
import { detectionsFrom, smoothedScores } from '../../../src/evaluation/smoothed-scores.js';
import { fitDecisions, LEVELS } from '../../../src/evaluation/fit-decisions.js';
import type { StoredRecording } from '../../../src/evaluation/fit-replays.js';
import { chooseLevel, emptyTally, towardsAverage, type LevelTally } from '../../../src/evaluation/threshold-choice.js';
import type { HeadManifest, ModelManifest } from '../../../src/model/manifest.js';
import { seededRandom } from '../../harness/random.js';
import { HOP, logitsOf, sigmoidHead } from '../decisions/heads.js';
import { evaluatedRecording } from './evaluated-recordings.js';

describe('chooseLevel', () => {
  const levels = [0.2, 0.4, 0.6, 0.8];
  const value = { wrongCost: 1, budgetPerHour: 1 };
  const choose = (tally: Partial<LevelTally>, other: Partial<typeof value> = {}) =>
    levels[chooseLevel(levels, { ...emptyTally(4), ...tally }, { ...value, ...other })];

  it('weighs what is found against wrong reports', () => {
    const tally = { positives: 10, found: [10, 9, 6, 0], wrong: [9, 3, 1, 0] };
    expect(choose(tally)).to.equal(0.4);
    expect(choose(tally, { wrongCost: 2 })).to.equal(0.6);
    expect(choose(tally, { wrongCost: 0.01 })).to.equal(0.2);
  });

  it('is the middle one of levels that are equal', () => {
    expect(choose({ positives: 10, found: [9, 9, 9, 0] })).to.equal(0.4);
  });

  it('keeps to the budget in the background, where one wrong report may be chance', () => {
    const tally = { positives: 10, found: [10, 9, 8, 7], backgroundWrong: [9, 3, 1, 0], backgroundSeconds: 3600 };
    expect(choose(tally)).to.equal(0.6);
    expect(choose(tally, { budgetPerHour: 3 })).to.equal(0.4);
    expect(choose({ ...tally, backgroundWrong: [9, 9, 9, 9] })).to.equal(0.8);
  });

  it('goes by the budget alone for a class without recordings, and not below 0.5', () => {
    const tally = { wrong: [9, 5, 2, 0], absentSeconds: 7200 };
    expect(choose(tally)).to.equal(0.6);
    expect(choose({ ...tally, absentSeconds: 3600 })).to.equal(0.8);
    expect(choose({ absentSeconds: 7200 })).to.equal(0.6);
    expect(choose({ wrong: [9, 9, 9, 9], absentSeconds: 60 })).to.equal(0.8);
  });

  it('allows a class without recordings no report in a long recording without any sound', () => {
    expect(choose({ absentSeconds: 7200, longBackgroundWrong: [2, 1, 1, 0] })).to.equal(0.8);
    expect(choose({ absentSeconds: 7200, longBackgroundWrong: [1, 1, 1, 1] })).to.equal(0.8);
    expect(choose({ positives: 10, found: [10, 9, 6, 0], longBackgroundWrong: [2, 0, 0, 0] })).to.equal(0.2);
  });

  it('keeps a class with few recordings near the average class', () => {
    const many = { ...emptyTally(4), positives: 100, found: [100, 90, 60, 0], wrong: [90, 30, 10, 0] };
    const few = { ...emptyTally(4), positives: 2, found: [2, 2, 2, 2] };
    const none = { ...emptyTally(4), absentSeconds: 60 };
    const shrunk = towardsAverage([many, few, none]);
    expect(levels[chooseLevel(levels, few, value)]).to.equal(0.6);
    expect(levels[chooseLevel(levels, shrunk[1]!, value)]).to.equal(0.4);
    expect(shrunk[1]!.positives).to.equal(12);
    expect(shrunk[2]).to.deep.equal(none);
  });
});

describe('detectionsFrom', () => {
  it('decides about smoothed scores as the engine does about logits', () => {
    const classes = ['animal', 'dog', { name: 'noise', quiet: true }, 'cat', 'rain'];
    // Cat and rain stay below all thresholds.
    const highest = [0.99, 0.99, 0.99, 0.05, 0.05];
    const confirm = { seconds: 0.1, coexistSeconds: 0.4, rivalSeconds: 1, pauseSeconds: 0.2 };
    const decision = { smoothingSeconds: 0.05, mergeGap: 0.1, minDuration: 0.06, confirm };
    const head = { ...sigmoidHead('events', classes, decision), parents: { dog: ['animal'], cat: ['animal'] } };
    const random = seededRandom(3);
    const frames = 1000;
    const level = classes.map(() => 0);
    const scores = Array.from({ length: frames }, () =>
      level.map((_, c) => (level[c] = Math.min(Math.max(level[c]! + (random() - 0.5) / 2, 0.01), highest[c]!))),
    );
    const logits = { events: logitsOf(scores.flat()) };
    const decided = (head: HeadManifest) => {
      const decisions = new Decisions([head], HOP);
      const { changes } = decisions.push(logits, frames, 0);
      return endedDetections([...changes, ...decisions.flush()]);
    };
    const at = (on: number, seconds = 0.1): HeadManifest => {
      const confirmed = seconds === 0.1 ? confirm : { ...confirm, seconds };
      return {
        ...head,
        classes: head.classes.map((entry) => ({ ...entry, on, off: on / 2 })),
        decision: { ...head.decision, confirm: confirmed },
      };
    };
    const versions = [at(0.3), at(0.9), at(0.6), at(0.6, 0.3)];
    const smoothed = smoothedScores(head, { logits, frames, seconds: 20 }, HOP, 0.15);
    expect(smoothed.classes).to.deep.equal([0, 1, 2]);
    const expected = versions.map(decided);
    expect(expected.map((detections) => detections.length).sort((a, b) => a - b)[0]).to.be.above(5);
    expect(detectionsFrom(versions, smoothed, HOP)).to.deep.equal(expected);
  });
});

describe('fitDecisions', () => {
  const heads = [sigmoidHead('events', ['dog', 'rain']), sigmoidHead('bird', ['bird'])];
  const manifest = { heads, features: { hopSeconds: HOP }, architecture: {} } as unknown as ModelManifest;
  const FRAMES = 100;

  /** Returns a recording of two seconds in which `rain` has its score for some frames, and `dog` for all. */
  function stored(name: string, label: string, [dog, rain]: [number, number], frames: number): StoredRecording {
    const scores = Array.from({ length: FRAMES }, (_, i) => [dog, i >= 10 && i < 10 + frames ? rain : 0.01]);
    const others = ['dog', 'rain', 'bird'].filter((other) => other !== label);
    const { recording } = evaluatedRecording({
      ...{ path: name, group: name, kind: label === '' ? 'background' : 'sounds' },
      ...{ present: new Set(label === '' ? [] : [label]), absent: new Set(others) },
    });
    const logits = { events: logitsOf(scores.flat()), bird: logitsOf(Array<number>(FRAMES).fill(0.01)) };
    return { recording, truth: undefined, read: () => Promise.resolve({ frames: FRAMES, seconds: 2, logits }) };
  }
  const recordings = Array.from({ length: 8 }, (_, i) => [
    stored(`dog ${String(i)}`, 'dog', [0.7, 0.9], 10),
    stored(`rain ${String(i)}`, 'rain', [0.3, 0.9], 90),
    stored(`nothing ${String(i)}`, '', [0.3, 0.01], 0),
  ]).flat();
  const confirm = (seconds: number) => ({ seconds, coexistSeconds: 4 * seconds, rivalSeconds: 3, pauseSeconds: 0 });
  const value = { wrongCost: 1, budgetPerHour: 1 };

  it('finds thresholds between what is there and what is not, and the evidence that separates them', async () => {
    const shares: number[] = [];
    const fit = await fitDecisions(manifest, recordings, {
      ...value,
      confirms: [confirm(0.05), confirm(0.6)],
      onProgress: (share) => shares.push(share),
    });
    expect(fit.confirm.seconds).to.equal(0.6);
    const [events, bird] = fit.heads;
    const [dog, rain] = events!.classes;
    expect(dog!.on).to.be.within(0.31, 0.75);
    expect(dog!.off).to.be.closeTo(0.4 * dog!.on!, 0.001);
    expect(rain!.on).to.be.below(0.95);
    expect(events!.decision).to.deep.equal({ ...heads[0]!.decision, confirm: confirm(0.6) });
    expect(bird!.classes[0]!.on).to.equal(LEVELS.find((level) => level >= 0.5));
    // Without evidence, each dog is also taken for rain.
    expect(fit.before.overall).to.deep.include({ right: 16, wrong: 8, found: 1 });
    for (const figures of [fit.after, fit.crossValidated]) {
      expect(figures.overall).to.deep.include({ right: 16, wrong: 0, found: 1 });
      expect(figures.byKind).to.have.all.keys('background', 'sounds');
    }
    expect(shares.at(-1)).to.equal(1);
  });

  it('fits one half on the other: what only one group shows is not found in it', async () => {
    const odd = [stored('quiet dog', 'dog', [0.15, 0.01], 0), ...recordings];
    const fit = await fitDecisions(manifest, odd, { ...value, confirms: [confirm(0.2)] });
    expect(fit.crossValidated.overall.soundClips).to.equal(17);
    expect(fit.crossValidated.overall.found).to.be.below(1);
  });
});
