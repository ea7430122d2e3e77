import { expect } from 'chai';
import { describe, it } from 'vitest';
import { didYouMean, nearestName } from '../../../src/model/nearest-name.js';

const NAMES = ['classify', 'classes', 'listen', 'describe', 'fit'];

describe('nearestName', () => {
  for (const [given, meant] of [
    ['clasify', 'classify'],
    ['classfiy', 'classify'],
    ['Listen', 'listen'],
    ['lisetn', 'listen'],
    ['descr', 'describe'],
    ['fti', 'fit'],
    ['class', undefined],
    ['zebra', undefined],
    ['', undefined],
    ['x', undefined],
  ] as const) {
    it(`${given || 'nothing'} → ${meant ?? 'nothing'}`, () => {
      expect(nearestName(given, NAMES)).to.equal(meant);
    });
  }

  it('prefers the name with the fewest errors', () => {
    expect(nearestName('tinx', ['tint', 'tinxy', 'tinx2', 'tin'])).to.equal('tint');
    expect(nearestName('wavnet', ['wavelet', 'wavenet'])).to.equal('wavenet');
  });

  it('is a sentence, or nothing', () => {
    expect(didYouMean('clasify', NAMES)).to.equal(' Did you mean classify?');
    expect(didYouMean('zebra', NAMES)).to.equal('');
  });
});
