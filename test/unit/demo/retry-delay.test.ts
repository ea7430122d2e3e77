import { expect } from '@esm-bundle/chai';
import { retryDelay } from '../../../demo/kiosk/retry-delay.js';

describe('The kiosk’s tries', () => {
  it('come soon at first, then less often, but never more than half a minute apart', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 2000].map(retryDelay)).to.deep.equal([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });
});
