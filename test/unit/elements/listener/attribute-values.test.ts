import { expect } from 'chai';
import { describe, it } from 'vitest';
import { parseThresholds } from '../../../../src/elements/listener/attribute-values.js';

describe('parseThresholds', () => {
  it('reads classes with one score or two, in any layout', () => {
    expect(parseThresholds('bird 0.8, dog .6 0.3; events:* 1')).to.deep.equal({
      bird: 0.8,
      dog: { on: 0.6, off: 0.3 },
      'events:*': 1,
    });
    expect(parseThresholds('\n  church bells   0.5\n,\n')).to.deep.equal({ 'church bells': 0.5 });
    expect(parseThresholds('')).to.deep.equal({});
  });

  it('reads JSON', () => {
    expect(parseThresholds(' {"bird": 0.8, "dog": {"on": 0.6, "off": 0.3}}')).to.deep.equal({
      bird: 0.8,
      dog: { on: 0.6, off: 0.3 },
    });
  });

  for (const [text, words] of [
    ['bird', /"bird" is not a threshold\. Write a class name/],
    ['0.8', /"0\.8" is not a threshold/],
    ['bird high', /"bird high" is not a threshold/],
    ['bird 80%', /"bird 80%" is not a threshold/],
    ['bird 1.5', /The threshold of "bird" is 1\.5\. Give a score/],
    ['bird 0.3 0.6', /The threshold of "bird" is .+ Give a score/],
    ['{bird: 0.8}', /not valid JSON \(.+\)\. Write \{"bird": 0\.8\}/],
    ['{"bird": "0.8"}', /The threshold of "bird" is "0\.8"/],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}, and says what to write`, () => {
      expect(() => parseThresholds(text))
        .to.throw(words)
        .with.property('code', 'bad-option');
    });
  }
});
