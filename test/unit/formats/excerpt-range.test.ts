import { expect } from 'chai';
import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { excerptRange } from '../../../src/formats/excerpt-range.js';
import { always } from './any-event-list.js';

/** Ten seconds of sound, from 100 s on. */
const sound = { start: 100, length: 160_000, sampleRate: 16_000 };
const second = 16_000;

describe('excerptRange', () => {
  it('includes a second before and after, or the requested margins', () => {
    expect(excerptRange({ onset: 103, offset: 104 }, sound)).to.deep.equal({
      first: 2 * second,
      end: 5 * second,
      startTime: 102,
      isComplete: true,
    });
    expect(excerptRange({ onset: 103, offset: 104 }, sound, { preRoll: 2.5, postRoll: 0 })).to.deep.equal({
      first: second / 2,
      end: 4 * second,
      startTime: 100.5,
      isComplete: true,
    });
  });

  it('returns what is there, and when it truly begins', () => {
    expect(excerptRange({ onset: 100.5, offset: 102 }, sound)).to.deep.equal({
      first: 0,
      end: 3 * second,
      startTime: 100,
      isComplete: false,
    });
    expect(excerptRange({ onset: 95, offset: 102 }, sound)).to.include({ first: 0, startTime: 100, isComplete: false });
    expect(excerptRange({ onset: 108, offset: 109.5 }, sound)).to.include({ end: 10 * second, isComplete: false });
  });

  it('ends at the last sample while the sound continues', () => {
    expect(excerptRange({ onset: 108, offset: null }, sound)).to.deep.equal({
      first: 7 * second,
      end: 10 * second,
      startTime: 107,
      isComplete: false,
    });
  });

  it('is null where nothing of the detection is there, even if its margin is', () => {
    expect(excerptRange({ onset: 99, offset: 100 }, sound)).to.equal(null);
    expect(excerptRange({ onset: 110, offset: 111 }, sound)).to.equal(null);
    expect(excerptRange({ onset: 110.5, offset: null }, sound)).to.equal(null);
    expect(excerptRange({ onset: 103, offset: 104 }, { ...sound, length: 0 })).to.equal(null);
  });

  it('stays within the sound, and its start is the time of its first sample', () => {
    const time = fc.double({ min: 0, max: 300, noNaN: true });
    const any = fc.record({
      onset: time,
      lasts: fc.option(time),
      start: time,
      length: fc.integer({ min: 0, max: 1e6 }),
      sampleRate: fc.constantFrom(16_000, 44_100, 48_000),
      preRoll: time,
      postRoll: time,
    });
    always(any, ({ onset, lasts, start, length, sampleRate, ...margins }) => {
      const offset = lasts === null ? null : onset + lasts;
      const range = excerptRange({ onset, offset }, { start, length, sampleRate }, margins);
      if (!range) return;
      expect(range.first).to.be.within(0, range.end - 1);
      expect(range.end).to.be.at.most(length);
      expect(range.startTime).to.be.closeTo(start + range.first / sampleRate, 1e-9);
      if (range.isComplete) expect(range.startTime).to.be.closeTo(onset - margins.preRoll, 0.5 / sampleRate + 1e-9);
    });
  });
});
