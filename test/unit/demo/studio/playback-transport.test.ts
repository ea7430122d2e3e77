import { expect } from 'chai';
import { describe, it } from 'vitest';
import { Transport } from '../../../../demo/studio/playback-transport.js';

const transportOf = (length: number): Transport => Object.assign(new Transport(), { length });

describe("the Studio's transport", () => {
  it('maps the audio clock to positions, and stops at the end', () => {
    const transport = transportOf(30);
    expect(transport.positionAt(5)).to.equal(0);
    transport.play(10);
    expect([transport.isPlaying, transport.positionAt(9), transport.positionAt(14)]).to.deep.equal([true, 0, 4]);
    transport.stop(14);
    expect([transport.isPlaying, transport.positionAt(99)]).to.deep.equal([false, 4]);
    transport.play(20);
    expect(transport.positionAt(21)).to.equal(5);
    expect(transport.positionAt(100)).to.equal(30);
    transport.stop(100);
    transport.locate(-3);
    expect(transport.positionAt(101)).to.equal(0);
  });

  it('stays within an arrangement that becomes shorter', () => {
    const transport = transportOf(30);
    transport.locate(25);
    transport.length = 10;
    expect(transport.positionAt(0)).to.equal(10);
  });

  it('finds what sounded between two times, in every playback, and nothing in the silence between', () => {
    const transport = transportOf(30);
    transport.play(10);
    transport.stop(14);
    transport.locate(20);
    transport.play(16);
    expect(transport.spansOf(12, 18)).to.deep.equal([
      { playback: 0, from: 2, to: 4 },
      { playback: 1, from: 20, to: 22 },
    ]);
    expect(transport.spansOf(14.5, 15.5)).to.deep.equal([]);
    expect(transport.spansOf(17, 50)).to.deep.equal([{ playback: 1, from: 21, to: 30 }]);
  });
});
