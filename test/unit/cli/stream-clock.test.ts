import { expect } from 'chai';
import { describe, it } from 'vitest';
import { StreamClock } from '../../../src/cli/listen/stream-clock.js';
import { seededRandom } from '../../harness/random.js';

const START = Date.UTC(2026, 10, 20, 12);
const BLOCK = 0.1;

/** Feeds blocks of 0.1 s and returns the clock. @param arrival wall-clock time at which the sound up to a second arrives, ms */
function fed(clock: StreamClock, from: number, to: number, arrival: (seconds: number) => number): StreamClock {
  for (let seconds = from + BLOCK; seconds <= to; seconds += BLOCK) clock.arrived(seconds, arrival(seconds));
  return clock;
}
const error = (clock: StreamClock, seconds: number, real: number) => clock.zero.getTime() + 1000 * seconds - real;

describe('StreamClock', () => {
  it('is not misled by late blocks', () => {
    const random = seededRandom(1);
    const clock = fed(new StreamClock(), 0, 300, (seconds) => START + 1000 * seconds + 500 * random());
    expect(error(clock, 290, START + 290_000)).to.be.within(0, 30);
  });

  it('follows a sound card whose clock is not exact', () => {
    for (const rate of [1.0005, 0.9995]) {
      const clock = fed(new StreamClock(), 0, 3600, (seconds) => START + 1000 * seconds * rate);
      expect(Math.abs(error(clock, 3600, START + 3_600_000 * rate)), String(rate)).to.be.below(250);
    }
  });

  it('catches up after a recorder has lost ten seconds', () => {
    const clock = fed(new StreamClock(), 0, 60, (seconds) => START + 1000 * seconds);
    fed(clock, 60, 150, (seconds) => START + 10_000 + 1000 * seconds);
    expect(error(clock, 150, START + 160_000)).to.be.within(-5, 5);
  });

  it('counts from the start if sound is faster than real time', () => {
    const clock = fed(new StreamClock(), 0, 600, (seconds) => START + 50 * seconds);
    expect(error(clock, 600, START + 600_000)).to.be.within(-200, 0);
  });
});
