import { expect } from 'chai';
import { describe, it } from 'vitest';
import { moments } from '../../../models/teaching/moments.js';
import { quietRoom } from '../../../models/teaching/quiet-rooms.js';

const rooms = Array.from({ length: 24 }, (_, i) => quietRoom(i, 0.5, 7));
const level = (samples: Float32Array) =>
  10 * Math.log10(samples.reduce((sum, x) => sum + x * x, 0) / samples.length + 1e-20);

describe('the quiet rooms of the data for teaching', () => {
  it('depend only on the seed and the number', () => {
    expect(quietRoom(5, 0.5, 7)).to.deep.equal(rooms[5]);
    expect(quietRoom(5, 0.5, 8)).not.to.deep.equal(rooms[5]);
    expect(rooms[6]).not.to.deep.equal(rooms[2]);
  });

  it('are finite, and from silence to a machine beside the microphone', () => {
    for (const room of rooms) expect(room.every((x) => Math.abs(x) <= 1)).to.equal(true);
    const levels = rooms.map(level).sort((a, b) => a - b);
    expect(levels[0]).to.equal(-200);
    expect(levels[2]).to.be.below(-60);
    expect(levels.at(-1)).to.be.within(-45, -20);
    // The last bit of a converter.
    expect(new Set(rooms[20])).to.deep.equal(new Set([-1 / 32_768, 0, 1 / 32_768]));
  });
});

describe('moments', () => {
  const rows = { count: 10, values: Float32Array.from({ length: 20 }, (_, i) => Math.floor(i / 2)) };

  it('are means of three rows, evenly spread, the middle one first', () => {
    expect(moments(rows, 2, 3, 1)).to.deep.equal(Float32Array.of(5, 5, 2, 2, 8, 8));
  });

  it('repeat where there are too few rows', () => {
    const short = { count: 2, values: Float32Array.of(1, 3) };
    expect(moments(short, 1, 3, 4)).to.deep.equal(Float32Array.of(2, 2, 2));
  });
});
