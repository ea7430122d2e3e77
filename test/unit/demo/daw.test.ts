import { expect } from 'chai';
import { describe, it } from 'vitest';
import type { Detection } from '../../../src/decisions/detection.js';
import { markerPlaces } from '../../../demo/daw/marker-rows.js';
import { studioFile } from '../../../demo/daw/studio-file.js';
import { Transport } from '../../../demo/daw/playback-transport.js';
import { EXPORT_FORMATS } from '../../../src/entries/formats.js';

describe("the session's transport", () => {
  it('knows where it is, and where the detections were', () => {
    const transport = new Transport(30);
    expect(transport.positionAt(5)).to.equal(0);
    transport.play(10);
    expect([transport.isPlaying, transport.positionAt(9), transport.positionAt(14)]).to.deep.equal([true, 0, 4]);
    transport.stop(14);
    expect([transport.isPlaying, transport.positionAt(99)]).to.deep.equal([false, 4]);
    transport.play(20);
    expect(transport.positionAt(21)).to.equal(5);
    // A sound of the first playback, reported during the second.
    expect(transport.positionOf(13.5)).to.equal(3.5);
    expect(transport.positionOf(20.5)).to.equal(4.5);
    expect(transport.positionAt(100)).to.equal(30);
    transport.stop(100);
    transport.locate(-3);
    expect(transport.positionAt(101)).to.equal(0);
  });
});

const marker = (head: string, onset: number, label = 'x'): Detection => ({
  id: onset,
  head,
  label,
  onset,
  offset: onset + 1,
  peak: 1,
  confidence: 1,
});

describe("the session's files", () => {
  const list = {
    timeBase: { kind: 'file' },
    model: { name: 'crnn', version: '1' },
    band: { low: 60, high: 7800 },
    analysedUntil: 9,
  } as const;
  const tracks = [
    { name: 'Garden', detections: [marker('bird', 4, 'bird'), marker('events', 6, 'dog')] },
    { name: 'Band', detections: [marker('events', 5, 'dog')] },
  ];

  const inOneList = ['Garden: bird', 'Band: dog', 'Garden: dog'];
  const expected: Partial<Record<string, readonly string[]>> = {
    csv: ['Garden,file,crnn,1,bird,bird,4', 'Garden,file,crnn,1,events,dog,6', 'Band,file,crnn,1,events,dog,5'],
    jsonl: ['"file":"Garden"', '"label":"dog","onset":6', '"file":"Band"'],
  };

  for (const format of EXPORT_FORMATS) {
    it(`distinguish the tracks as ${format.id}`, async () => {
      const text = await new Blob(studioFile(format, list, tracks)).text();
      const places = (expected[format.id] ?? inOneList).map((part) => text.indexOf(part));
      expect(places[0]).to.be.greaterThan(-1);
      expect(places).to.deep.equal([...places].sort((a, b) => a - b));
    });
  }
});

describe("the session's markers", () => {
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
