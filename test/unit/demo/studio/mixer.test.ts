import { expect } from 'chai';
import { describe, it } from 'vitest';
import { gains, LOWEST, NEW_STRIP } from '../../../../demo/studio/mixer.js';

describe("the Studio's mixer", () => {
  it('has faders in dB; the lowest position is silence', () => {
    const [unity, half, nothing] = gains([NEW_STRIP, { ...NEW_STRIP, volume: -6 }, { ...NEW_STRIP, volume: LOWEST }]);
    expect([unity, nothing]).to.deep.equal([1, 0]);
    expect(half).to.be.closeTo(0.501, 0.001);
  });

  it('plays only solo tracks if there are any, and never a muted one', () => {
    const strips = [
      NEW_STRIP,
      { ...NEW_STRIP, isSolo: true },
      { ...NEW_STRIP, isSolo: true, isMuted: true },
      { ...NEW_STRIP, isMuted: true },
    ];
    expect(gains(strips)).to.deep.equal([0, 1, 0, 0]);
    expect(gains(strips.map((strip) => ({ ...strip, isSolo: false })))).to.deep.equal([1, 1, 0, 0]);
  });
});
