import { expect } from 'chai';
import { describe, it } from 'vitest';
import { Strongest } from '../../../../src/elements/meters/strongest.js';

const CLASSES = ['dog', 'rain', 'cow'].map((name) => ({ name }));
const rank = (list: Strongest, scores: number[], now: number, frozen = false) =>
  list.rank(CLASSES, Float32Array.from(scores), now, frozen).map(({ name, score }) => `${name} ${score.toFixed(1)}`);

describe('Strongest', () => {
  it('shows the strongest first, none below the floor, no more than there is room for', () => {
    const list = new Strongest(2, 0.2);
    expect(rank(list, [0.3, 0.9, 0.1], 0)).to.deep.equal(['rain 0.9', 'dog 0.3']);
    expect(rank(new Strongest(1, 0.2), [0.3, 0.9, 0.5], 0)).to.deep.equal(['rain 0.9']);
  });

  it('keeps its order for a second, with the newest scores', () => {
    const list = new Strongest(3, 0.2);
    rank(list, [0.3, 0.9, 0], 0);
    expect(rank(list, [0.8, 0.4, 0.9], 900)).to.deep.equal(['rain 0.4', 'dog 0.8']);
    expect(rank(list, [0.8, 0.4, 0.9], 1000)).to.deep.equal(['cow 0.9', 'dog 0.8', 'rain 0.4']);
  });

  it('holds still under the pointer', () => {
    const list = new Strongest(3, 0.2);
    rank(list, [0.3, 0.9, 0], 0);
    expect(rank(list, [0.9, 0.3, 0], 9000, true)).to.deep.equal(['rain 0.3', 'dog 0.9']);
  });

  it('leaves out quiet classes', () => {
    const classes = [{ name: 'hum', quiet: true }, { name: 'rain', quiet: false }, { name: 'cow' }];
    const ranked = new Strongest(3, 0.2).rank(classes, Float32Array.of(0.9, 0.4, 0.5), 0, false);
    expect(ranked.map(({ name }) => name)).to.deep.equal(['cow', 'rain']);
  });
});
