import { expect } from 'chai';
import { describe, it } from 'vitest';
import { COLUMNS, waveform, waveformPath } from '../../../../demo/studio/waveform.js';

describe("the Studio's waveform", () => {
  it('has the highest sample of any channel in each column, at most 1', () => {
    const [left, right] = [new Float32Array(COLUMNS * 100), new Float32Array(COLUMNS * 100)];
    left[250] = 0.5;
    right[299] = -0.75;
    right[COLUMNS * 100 - 1] = -3;
    const peaks = waveform([left, right]);
    expect(peaks).to.have.length(COLUMNS);
    expect([peaks[1], peaks[2], peaks[3], peaks.at(-1)]).to.deep.equal([0, 0.75, 0, 1]);
  });

  it('draws a sound that is shorter than its columns, and none at all', () => {
    expect(Math.max(...waveform([Float32Array.of(0.25, -0.5)]))).to.equal(0.5);
    expect(Math.max(...waveform([]))).to.equal(0);
  });

  it('is a line from below to above in each column', () => {
    expect(waveformPath([0.5, 0])).to.equal('M0 -0.500V0.500M1 -0.010V0.010');
  });
});
