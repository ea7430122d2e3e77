import { expect } from 'chai';
import { describe, it } from 'vitest';
import { Retries } from '../../../src/lifetime/retries.js';

describe('Retries', () => {
  it('waits not at all, then 1 s, and twice as long each time up to half a minute; a good minute makes it start again', () => {
    const retries = new Retries();
    const waited = Array.from({ length: 9 }, (_, i) => retries.next(i * 50_000).delay / 1000);
    expect(waited).to.deep.equal([0, 1, 2, 4, 8, 16, 30, 30, 30]);
    expect(retries.next(8 * 50_000 + 60_001)).to.deep.equal({ failures: 1, delay: 0 });
  });

  it('waits before the first retry too, where the option is set: soon at first, then less often, never more than half a minute', () => {
    const retries = new Retries({ isFirstImmediate: false });
    const waited = Array.from({ length: 7 }, (_, i) => retries.next(i * 50_000).delay);
    expect(waited).to.deep.equal([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    for (let i = 7; i < 1999; i++) retries.next(i * 50_000);
    expect(retries.next(1999 * 50_000)).to.deep.equal({ failures: 2000, delay: 30_000 });
    retries.reset();
    expect(retries.next(2000 * 50_000)).to.deep.equal({ failures: 1, delay: 1000 });
  });
});
