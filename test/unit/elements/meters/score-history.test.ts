import { expect } from 'chai';
import { describe, it } from 'vitest';
import { ScoreHistory } from '../../../../src/elements/meters/score-history.js';

describe('ScoreHistory', () => {
  it('keeps the highest score of each half second, and forgets what is older', () => {
    const history = new ScoreHistory(2);
    for (const [time, score] of [
      [0.1, 0.9],
      [1.1, 0.2],
      [1.4, 0.6],
      [1.6, 0.3],
    ] as const)
      history.add(time, score);
    // No sound was analysed between 0.5 and 1 s.
    expect(history.heard).to.deep.equal([
      { from: 0, scores: [0.9] },
      { from: 2, scores: [0.6, 0.3] },
    ]);
    expect(history.highest).to.equal(0.9);
    history.add(2.2, 0.1);
    expect(history.heard).to.deep.equal([{ from: 1, scores: [0.6, 0.3, 0.1] }]);
    expect(history.highest).to.equal(0.6);
  });

  it('knows when the class was claimed, also before that was known', () => {
    const history = new ScoreHistory(4);
    for (let time = 0; time < 3; time += 0.5) history.add(time, 0.5);
    expect(history.claims).to.deep.equal([]);
    history.claim(1, 1.2, null);
    expect(history.isClaimed).to.equal(true);
    expect(history.claims).to.deep.equal([{ from: 4, scores: [0.5, 0.5, 0.5, 0.5] }]);
    history.claim(1, 1.2, 1.9);
    expect(history.isClaimed).to.equal(false);
    expect(history.claims.map(({ scores }) => scores.length)).to.deep.equal([2]);
    expect(history.claimed).to.equal(1);
  });

  it('starts again when the clock runs backwards', () => {
    const history = new ScoreHistory(4);
    history.add(100, 0.9);
    history.claim(1, 99, null);
    history.add(1, 0.1);
    expect(history.highest).to.equal(0.1);
    expect(history.isClaimed).to.equal(false);
  });
});
