import { expect } from '@esm-bundle/chai';
import type { Detection } from '../../../src/decisions/detection';
import { markerPlaces } from '../../../demo/daw/marker-rows';
import { Transport } from '../../../demo/daw/transport';

describe("the session's transport", () => {
  it('knows where it is, and where what was heard was', () => {
    const transport = new Transport(30);
    expect(transport.positionAt(5)).to.equal(0);
    transport.play(10);
    expect([transport.isPlaying, transport.positionAt(9), transport.positionAt(14)]).to.deep.equal([true, 0, 4]);
    transport.stop(14);
    expect([transport.isPlaying, transport.positionAt(99)]).to.deep.equal([false, 4]);
    transport.play(20);
    expect(transport.positionAt(21)).to.equal(5);
    // Heard in the first take, told in the second.
    expect(transport.positionOf(13.5)).to.equal(3.5);
    expect(transport.positionOf(20.5)).to.equal(4.5);
    expect(transport.positionAt(100)).to.equal(30);
    transport.stop(100);
    transport.locate(-3);
    expect(transport.positionAt(101)).to.equal(0);
  });
});

describe("the session's markers", () => {
  const marker = (head: string, onset: number): Detection => ({
    id: onset,
    head,
    label: 'x',
    onset,
    offset: onset + 1,
    peak: 1,
    confidence: 1,
  });

  it('have rows by what they are, and names only where there is room', () => {
    const places = markerPlaces(
      [
        marker('bird', 0),
        marker('genre', 0),
        ...[0, 1, 2, 3, 3.5].map((onset) => marker('events', onset)),
        marker('events', 9),
      ],
      4,
    );
    expect(places.map(({ row }) => row)).to.deep.equal([0, 1, 2, 3, 4, 5, 5, 2]);
    expect(places.map(({ isNamed }) => isNamed)).to.deep.equal([true, true, true, true, true, true, false, true]);
  });
});
