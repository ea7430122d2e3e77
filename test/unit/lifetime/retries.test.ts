import { expect } from '@esm-bundle/chai';
import { Retries } from '../../../src/lifetime/retries.js';

describe('Retries', () => {
  it('waits not at all, then 1 s, and twice as long each time up to half a minute; a good minute makes it begin anew', () => {
    const retries = new Retries();
    const waited = Array.from({ length: 9 }, (_, i) => retries.next(i * 50_000).delay / 1000);
    expect(waited).to.deep.equal([0, 1, 2, 4, 8, 16, 30, 30, 30]);
    expect(retries.next(8 * 50_000 + 60_001)).to.deep.equal({ failures: 1, delay: 0 });
  });
});
