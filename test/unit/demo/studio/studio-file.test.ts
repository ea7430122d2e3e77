import { parseMidi } from 'midi-file';
import { expect } from 'chai';
import { describe, it } from 'vitest';
import { studioFile } from '../../../../demo/studio/studio-file.js';
import { EXPORT_FORMATS } from '../../../../src/entries/formats.js';
import { marker } from './marker.js';

describe("the Studio's files", () => {
  const list = {
    timeBase: { kind: 'file' },
    model: { name: 'crnn', version: '1' },
    band: { low: 60, high: 7800 },
    analysedUntil: 9,
  } as const;
  const note = { note: 35, velocity: 90, channel: 2, onset: 4, offset: 5 };
  const tracks = [
    {
      name: 'Garden',
      detections: [marker('bird', 4, { label: 'bird' }), marker('events', 6, { label: 'dog' })],
      notes: [note],
    },
    { name: 'Band', detections: [marker('events', 5, { label: 'dog' })], notes: [] },
  ];

  const inOneList = ['Garden: bird', 'Band: dog', 'Garden: dog'];
  const expected: Partial<Record<string, readonly string[]>> = {
    csv: ['Garden,file,crnn,1,bird,bird,4', 'Garden,file,crnn,1,events,dog,6', 'Band,file,crnn,1,events,dog,5'],
    jsonl: ['"file":"Garden"', '"label":"dog","name":"dog","onset":6', '"file":"Band"'],
  };

  for (const format of EXPORT_FORMATS) {
    it(`distinguish the tracks as ${format.id}`, async () => {
      const text = await new Blob(studioFile(format, list, tracks)).text();
      const places = (expected[format.id] ?? inOneList).map((part) => text.indexOf(part));
      expect(places[0]).to.be.greaterThan(-1);
      expect(places).to.deep.equal([...places].sort((a, b) => a - b));
    });
  }

  it('have the notes of each track as MIDI', () => {
    const [bytes] = studioFile(
      EXPORT_FORMATS.find(({ id }) => id === 'midi')!,
      list,
      tracks,
    );
    const { header, tracks: parsed } = parseMidi(bytes as Uint8Array);
    expect([header.format, header.numTracks]).to.deep.equal([1, 3]);
    const named = (track: (typeof parsed)[number]) =>
      track.flatMap((event) => (event.type === 'trackName' ? event.text : []));
    expect(parsed.map(named)).to.deep.equal([['studio'], ['Garden'], ['Band']]);
    const notes = parsed[1]!.flatMap((event) =>
      event.type === 'noteOn' || event.type === 'noteOff' ? [[event.type, event.noteNumber, event.channel]] : [],
    );
    expect(notes).to.deep.equal([
      ['noteOn', 35, 1],
      ['noteOff', 35, 1],
    ]);
  });
});
