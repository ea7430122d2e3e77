import { expect } from 'chai';
import { describe, it } from 'vitest';
import { SoundMemory } from '../../../../src/worker/thread/sound-memory.js';
import { seededRandom } from '../../../harness/random.js';

const RATE = 1000;

describe('SoundMemory', () => {
  /** Returns a ramp: sample n is n/32767. */
  const ramp = (position: number, length: number) => Float32Array.from({ length }, (_, i) => (position + i) / 32_767);
  const cut = (memory: SoundMemory, from: number, to: number) => {
    const sound = memory.cut(from / RATE, to / RATE);
    return sound && [Math.round(sound.start * RATE), [...sound.samples]];
  };

  it('gives back exactly what was added, in whatever pieces, and no more than it keeps', () => {
    const next = seededRandom(7);
    const memory = new SoundMemory(1, RATE);
    let position = 0;
    for (let piece = 0; piece < 300; piece++) {
      const length = Math.floor(next() * 300);
      memory.add(ramp(position, length), position);
      position += length;
      const [start, samples] = cut(memory, -Infinity, Infinity) ?? [position, []];
      expect(start).to.equal(Math.max(0, position - RATE));
      expect(samples).to.deep.equal(Array.from({ length: position - Number(start) }, (_, i) => Number(start) + i));
      if (position > 20_000) break;
    }
    expect(position).to.be.above(20_000);
  });

  it('cuts a stretch out, as far as it is there', () => {
    const memory = new SoundMemory(1, RATE);
    memory.add(ramp(0, 1500), 0);
    expect(cut(memory, 700, 703)).to.deep.equal([700, [700, 701, 702]]);
    expect(cut(memory, 400, 502)).to.deep.equal([500, [500, 501]]);
    expect(cut(memory, 1498, 9000)).to.deep.equal([1498, [1498, 1499]]);
    expect(cut(memory, 0, 500)).to.equal(undefined);
    expect(cut(memory, 1500, 1600)).to.equal(undefined);
    expect(new SoundMemory(1, RATE).cut(0, 1)).to.equal(undefined);
  });

  it('is silent where samples were dropped, and starts again after a long gap or when the clock jumps back', () => {
    const memory = new SoundMemory(1, RATE);
    memory.add(ramp(10, 5), 10);
    memory.add(ramp(18, 2), 18);
    expect(cut(memory, 0, 100)).to.deep.equal([10, [10, 11, 12, 13, 14, 0, 0, 0, 18, 19]]);
    memory.add(ramp(5000, 2), 5000);
    expect(cut(memory, 0, Infinity)).to.deep.equal([5000, [5000, 5001]]);
    memory.add(ramp(3, 2), 3);
    expect(cut(memory, 0, Infinity)).to.deep.equal([3, [3, 4]]);
  });

  it('clips what is beyond full scale', () => {
    const memory = new SoundMemory(1, RATE);
    memory.add(Float32Array.of(-2, -1, 1, 2), 0);
    expect(cut(memory, 0, 10)).to.deep.equal([0, [-32_768, -32_767, 32_767, 32_767]]);
  });
});
