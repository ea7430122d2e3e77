import { expect } from 'chai';
import { describe, it } from 'vitest';
import { correctedThresholds } from '../../../src/listener/corrected-thresholds.js';

const heads = [
  { name: 'events', classes: [{ name: 'dog' }, { name: 'cow' }, { name: 'cat: angry' }] },
  { name: 'bird', classes: [{ name: 'bird' }] },
];

describe('Personal corrections', () => {
  it('raise the thresholds of the page, and never lower one', () => {
    const thresholds = { dog: 0.9, 'events:cow': { on: 0.4, off: 0.2 }, 'bird:*': 0.95 };
    const corrections = { 'events:dog': 0.8, 'events:cow': 0.7, 'bird:bird': 0.9, 'events:cat: angry': 0.6 };
    expect(correctedThresholds(thresholds, corrections, heads)).to.deep.equal({
      ...thresholds,
      'events:cow': 0.7,
      'events:cat: angry': 0.6,
    });
  });

  it('of classes that the model lacks have no effect, so that listening can start', () => {
    expect(correctedThresholds({ dog: 0.3 }, { 'events:horse': 0.8, 'taught:kettle': 0.8 }, heads)).to.deep.equal({
      dog: 0.3,
    });
  });
});
