import { expect } from 'chai';
import { describe, it } from 'vitest';
import { ManifestReader } from '../../../src/model/loading/manifest-reader.js';
import { validateHeads } from '../../../src/model/loading/validate-heads.js';
import { sigmoidHead, softmaxHead } from '../decisions/heads.js';

describe('the heads of a model.json', () => {
  const good = sigmoidHead('bird', ['bird']);

  it('accepts heads, implied classes and a gate', () => {
    const events = sigmoidHead('events', ['music', { name: 'violin', implies: 'music' }]);
    validateHeads(new ManifestReader({ heads: [softmaxHead('genre', ['jazz']), events, good] }, ''));
  });

  const bad = {
    'no heads': [],
    'two heads of one name': [good, good],
    'no classes': [sigmoidHead('bird', [])],
    'a class twice': [sigmoidHead('bird', ['bird', 'bird'])],
    'no temperature': [{ ...good, temperature: 0 }],
    'a negative time': [sigmoidHead('bird', ['bird'], { mergeGap: -1 })],
    'a time that is not a number': [sigmoidHead('bird', ['bird'], { smoothingSeconds: NaN })],
    'off above on': [sigmoidHead('bird', [{ name: 'bird', on: 0.2 }])],
    'an off that nothing is below': [sigmoidHead('bird', ['bird'], { off: 0 })],
    'a class that implies an unknown one': [sigmoidHead('bird', [{ name: 'crow', implies: 'bird' }])],
    'a class that implies itself': [sigmoidHead('bird', [{ name: 'bird', implies: 'bird' }])],
    'a class that implies one that implies another': [
      sigmoidHead('events', ['music', { name: 'violin', implies: 'music' }, { name: 'fiddle', implies: 'violin' }]),
    ],
    'a class that implies another, where one excludes the other': [
      { ...sigmoidHead('bird', ['bird', { name: 'crow', implies: 'bird' }]), activation: 'softmax' as const },
    ],
    'a gate of an unknown head': [softmaxHead('genre', ['jazz'])],
    'a gate of an unknown class': [softmaxHead('genre', ['jazz']), sigmoidHead('events', ['dog'])],
    'a gate of a gated head': [
      softmaxHead('genre', ['jazz']),
      sigmoidHead('events', ['music'], { gate: { head: 'bird', class: 'bird' } }),
      good,
    ],
  };
  for (const [what, heads] of Object.entries(bad)) {
    it(`refuses a model with ${what}`, () => {
      expect(() => validateHeads(new ManifestReader({ heads }, '')))
        .to.throw()
        .with.property('code', 'model-corrupt');
    });
  }
});
