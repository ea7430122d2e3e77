import { expect } from 'chai';
import { describe, it } from 'vitest';
import { ScoreHistory } from '../../../../src/elements/meters/score-history.js';

describe('ScoreHistory', () => {
  it('keeps the highest score of each half second, and drops older ones', () => {
    const history = new ScoreHistory(2);
    for (const [time, score] of [
      [0.1, 0.9],
      [1.1, 0.2],
      [1.4, 0.6],
      [1.6, 0.3],
    ] as const)
      history.add(time, score);
    // No sound was analysed between 0.5 and 1 s.
    expect(history.scoredRuns).to.deep.equal([
      { from: 0, scores: [0.9] },
      { from: 2, scores: [0.6, 0.3] },
    ]);
    expect(history.highest).to.equal(0.9);
    history.add(2.2, 0.1);
    expect(history.scoredRuns).to.deep.equal([{ from: 1, scores: [0.6, 0.3, 0.1] }]);
    expect(history.highest).to.equal(0.6);
  });

  it('reports when the class was detected, including the time before the detection arrived', () => {
    const history = new ScoreHistory(4);
    for (let time = 0; time < 3; time += 0.5) history.add(time, 0.5);
    expect(history.detectedRuns).to.deep.equal([]);
    history.setDetection(1, 1.2, null);
    expect(history.isDetected).to.equal(true);
    expect(history.detectedRuns).to.deep.equal([{ from: 4, scores: [0.5, 0.5, 0.5, 0.5] }]);
    history.setDetection(1, 1.2, 1.9);
    expect(history.isDetected).to.equal(false);
    expect(history.detectedRuns.map(({ scores }) => scores.length)).to.deep.equal([2]);
    expect(history.detectedSeconds).to.equal(1);
  });

  it('starts again when the clock runs backwards', () => {
    const history = new ScoreHistory(4);
    history.add(100, 0.9);
    history.setDetection(1, 99, null);
    history.add(1, 0.1);
    expect(history.highest).to.equal(0.1);
    expect(history.isDetected).to.equal(false);
  });

  it('ends lasting detections at the newest score when events were missed, and takes their ends later', () => {
    const history = new ScoreHistory(10);
    history.setDetection(1, 1, null);
    history.add(3.2, 0.9);
    history.endLasting();
    expect(history.isDetected).to.equal(false);
    history.add(8, 0.1);
    expect(history.detectedRuns).to.deep.equal([{ from: 9, scores: [0.9] }]);
    history.setDetection(1, 1, 9);
    expect(history.detectedRuns.map(({ from }) => from)).to.deep.equal([9, 19]);
  });
});
