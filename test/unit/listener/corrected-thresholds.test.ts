import { expect } from 'chai';
import { describe, it } from 'vitest';
import { correctedThresholds } from '../../../src/listener/corrected-thresholds.js';

const decision = { on: 0.5, off: 0.3, minDuration: 0.1, mergeGap: 0.1 };
const heads = [
  {
    name: 'events',
    classes: [{ name: 'dog' }, { name: 'cow' }, { name: 'cat: angry' }, { name: 'sheep', on: 0.9 }],
    decision,
  },
  { name: 'bird', classes: [{ name: 'bird' }], decision },
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

  it('lower no threshold of the model', () => {
    expect(correctedThresholds({}, { 'events:sheep': 0.8, 'events:dog': 0.4 }, heads)).to.deep.equal({});
    expect(correctedThresholds({ sheep: 0.2 }, { 'events:sheep': 0.8 }, heads)).to.deep.equal({
      ...{ sheep: 0.2, 'events:sheep': 0.8 },
    });
  });

  it('stand beside thresholds of taught sounds that were removed, which wait for them under their full name', () => {
    const taught = { name: 'taught', classes: [{ name: 'bell' }, { name: 'dog' }], decision };
    const thresholds = { kettle: 0.7, bell: 0.6, dog: 0.9, 'taught:bell': 0.8, 'taught:*': 0.5 };
    for (const all of [[...heads, taught], heads])
      expect(correctedThresholds(thresholds, { 'events:cow': 0.8, 'events:dog': 0.7 }, all)).to.deep.equal({
        ...{ 'taught:kettle': 0.7, 'taught:bell': 0.8, dog: 0.9, 'taught:*': 0.5, 'events:cow': 0.8 },
      });
  });

  it('of classes that the model lacks have no effect, so that listening can start', () => {
    expect(correctedThresholds({ dog: 0.3 }, { 'events:horse': 0.8, 'taught:kettle': 0.8 }, heads)).to.deep.equal({
      dog: 0.3,
    });
  });
});
