import { expect } from 'chai';
import { beforeEach, describe, it } from 'vitest';
import { Watchdog } from '../../../src/listener/watchdog.js';

const status = (processed: number, silent = false, interruption?: 'muted') => ({
  samples: { captured: processed, processed, dropped: 0 },
  silent,
  interruption,
});

/** Polls the watchdog once a second. @returns the second at which it reports a stuck worker; undefined if it never does */
function stuckAfter(seconds: number, at: (second: number) => Parameters<Watchdog['isStuck']>[0], watchdog: Watchdog) {
  for (let second = 1; second <= seconds; second++) if (watchdog.isStuck(at(second), second * 1000)) return second;
  return undefined;
}

describe('The watchdog of a session', () => {
  let watchdog: Watchdog;
  beforeEach(() => {
    watchdog = new Watchdog();
    watchdog.begin(0);
  });

  it('leaves a session with sound alone', () => {
    expect(stuckAfter(1000, (second) => status(second, second % 50 !== 0), watchdog)).to.equal(undefined);
  });

  it('notices after 15 s that no more samples are analysed, but not while the session says why', () => {
    expect(stuckAfter(100, (second) => status(Math.min(second, 10)), watchdog)).to.equal(26);
    watchdog.begin(0);
    expect(stuckAfter(100, () => status(5, true, 'muted'), watchdog)).to.equal(undefined);
  });

  it('notices a minute of digital silence', () => {
    expect(stuckAfter(100, (second) => status(second, second > 10), watchdog)).to.equal(71);
  });

  it('notices after a minute that opening hangs, unless it waits for the user', () => {
    expect(stuckAfter(100, () => undefined, watchdog)).to.equal(61);
    watchdog.begin(0);
    watchdog.block();
    expect(stuckAfter(100, () => undefined, watchdog)).to.equal(undefined);
  });

  it('gives a page that was halted the time to continue', () => {
    watchdog.isStuck(status(5), 1000);
    expect(watchdog.isStuck(status(5), 3_600_000)).to.equal(false);
    expect(watchdog.isStuck(status(5), 3_601_000)).to.equal(false);
  });
});
