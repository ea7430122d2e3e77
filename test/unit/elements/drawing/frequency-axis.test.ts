import { describe, it } from 'vitest';
import { expect } from 'chai';
import { bandFrequency, frequencyHeight, frequencyTicks } from '../../../../src/elements/drawing/frequency-axis.js';
import { melEdges } from '../../../../src/features/mel-filterbank.js';

describe('Frequency axis', () => {
  it('puts every band where the filterbank has it', () => {
    const edges = melEdges();
    for (let band = 0; band < 64; band++) {
      expect(bandFrequency(band)).to.be.closeTo(edges[band + 1]!, 1e-6);
      expect(frequencyHeight(edges[band + 1]!)).to.be.closeTo((band + 0.5) / 64, 1e-9);
    }
  });

  it('labels octaves, from low to high, inside the picture', () => {
    const ticks = frequencyTicks();
    expect(ticks.map(({ frequency }) => frequency)).to.include.members([250, 500, 1000, 2000, 4000]);
    for (const [i, { height }] of ticks.entries()) {
      expect(height).to.be.within(0, 1);
      if (i > 0) expect(height).to.be.above(ticks[i - 1]!.height);
    }
  });
});
