import { expect } from 'chai';
import { describe, it } from 'vitest';
import { frameGeometry, frameStart, framesWithin } from '../../../src/features/frame-geometry.js';
import { LOG_MEL_128, LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';
import { framesPerRow, lookAhead, rowsPerStep } from '../../../src/features/rows.js';

/** Sample rates under test, Hz. At some of them, 10 ms is not a whole number of samples. */
const RATES = [8000, 8001, 11_025, 16_000, 22_050, 32_000, 37_801, 44_100, 48_000, 96_000, 191_999, 192_000];

describe('rows of scores', () => {
  it('have a whole number of log-mel frames, and fill steps of at least the requested length', () => {
    expect(framesPerRow(0.02)).to.equal(1);
    expect(framesPerRow(2 * LOG_MEL_128.hopSeconds)).to.equal(1);
    expect(framesPerRow(32 * LOG_MEL_128.hopSeconds)).to.equal(16);
    expect([1, 5, 50].map((frames) => rowsPerStep(frames, 0.02))).to.deep.equal([1, 5, 50]);
    expect([1, 16, 17, 50].map((frames) => rowsPerStep(frames, 0.32))).to.deep.equal([1, 1, 2, 4]);
  });

  it('are complete with their last network frame: 12 ms after their end, 15 ms for a trunk', () => {
    expect(lookAhead(LOG_MEL_64)).to.be.closeTo(0.012, 1e-12);
    expect(lookAhead(LOG_MEL_128)).to.be.closeTo(0.015, 1e-12);
  });

  for (const rate of RATES) {
    it(`of a trunk are never complete before their log-mel frames, at ${String(rate)} Hz`, () => {
      const [trunk, logMel] = [frameGeometry(rate, LOG_MEL_128), frameGeometry(rate, LOG_MEL_64)];
      for (let row = 0; row < 3000; row++) {
        const complete = frameStart(trunk, 2 * row + 1) + trunk.window;
        expect(framesWithin(trunk, complete)).to.equal(2 * row + 2);
        expect(framesWithin(logMel, complete)).to.be.at.least(row + 1);
      }
    });
  }
});
