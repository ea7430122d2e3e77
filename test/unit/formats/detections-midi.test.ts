import { expect } from 'chai';
import { parseMidi } from 'midi-file';
import { describe, it } from 'vitest';
import { detectionsToMidi } from '../../../src/formats/detections-midi.js';
import { oneLine } from '../../../src/formats/safe-text.js';
import { always, anyEventList, inOrder } from './any-event-list.js';
import { garden, live, nothing } from './garden.js';

/** Reads a file with a separate MIDI library: markers with their seconds, and the other texts. */
function read(file: Uint8Array) {
  const { header, tracks } = parseMidi(file);
  expect(header).to.include({ format: 0, numTracks: 1, ticksPerBeat: 960 });
  expect(tracks).to.have.length(1);
  let ticks = 0;
  let perBeat = 0;
  const markers: { time: number; text: string }[] = [];
  const texts: string[] = [];
  for (const event of tracks[0]!) {
    ticks += event.deltaTime;
    if (event.type === 'setTempo') perBeat = event.microsecondsPerBeat;
    // The library decodes bytes as Latin-1.
    const utf8 = 'text' in event ? new TextDecoder().decode(Uint8Array.from(event.text, (c) => c.charCodeAt(0))) : '';
    if (event.type === 'marker') markers.push({ time: (ticks * perBeat) / 960 / 1e6, text: utf8 });
    if (event.type === 'text' || event.type === 'trackName') texts.push(utf8);
  }
  expect(tracks[0]!.at(-1)!.type).to.equal('endOfTrack');
  return { markers, texts };
}

describe('detectionsToMidi', () => {
  it('is read back by another program: a marker where each sound begins', () => {
    const { markers, texts } = read(detectionsToMidi(garden));
    expect(markers.map(({ text }) => text)).to.deep.equal(['bird', 'dog', 'rain']);
    for (const [i, time] of [3.42, 41.2, 52.06].entries()) expect(markers[i]!.time).to.be.closeTo(time, 0.0003);
    expect(texts).to.deep.equal(['garden.flac', 'Pinna, model crnn 1.0.0; second 0 is file']);
    expect(read(detectionsToMidi(live)).texts[1]).to.contain('second 0 is 2026-11-20T12:00:00.250Z');
    expect(read(detectionsToMidi(nothing)).markers).to.deep.equal([]);
  });

  it('has the sections of a recording among them', () => {
    const sections = [
      { onset: 0, label: 'section 1: jazz' },
      { onset: 41, label: 'section 2: rock' },
    ];
    const { markers } = read(detectionsToMidi({ ...garden, sections }));
    expect(markers.map(({ text }) => text)).to.deep.equal([
      'section 1: jazz',
      'bird',
      'section 2: rock',
      'dog',
      'rain',
    ]);
  });

  it('has a track for the notes of each name, after the one with tempo and markers', () => {
    const notes = [
      { onset: 2, offset: 3, note: 60, velocity: 127, channel: 16 },
      { onset: 1, offset: 2, note: 60, velocity: 1, channel: 16 },
      { onset: 5, offset: 5, note: 0, velocity: 64, channel: 1 },
    ];
    const { header, tracks } = parseMidi(
      detectionsToMidi(garden, [
        { name: 'Birds', notes },
        { name: 'Silence', notes: [] },
      ]),
    );
    expect(header).to.include({ format: 1, numTracks: 3, ticksPerBeat: 960 });
    expect(tracks[0]!.filter(({ type }) => type === 'marker')).to.have.length(3);
    let ticks = 0;
    const played = tracks[1]!.flatMap((event) => {
      ticks += event.deltaTime;
      if (event.type !== 'noteOn' && event.type !== 'noteOff') return [];
      return [[event.type, event.noteNumber, event.velocity, event.channel, ticks / 1920]];
    });
    expect(played).to.deep.equal([
      ['noteOn', 60, 1, 15, 1],
      ['noteOff', 60, 0, 15, 2],
      ['noteOn', 60, 127, 15, 2],
      ['noteOff', 60, 0, 15, 3],
      ['noteOn', 0, 64, 0, 5],
      ['noteOff', 0, 0, 0, 5 + 38 / 1920],
    ]);
    expect(tracks[2]!.map(({ type }) => type)).to.deep.equal(['trackName', 'endOfTrack']);
  });

  it('is not an empty track, and as long as the sound, without a note', () => {
    const { tracks } = parseMidi(detectionsToMidi(garden));
    const played = tracks[0]!.filter((event) => 'channel' in event);
    expect(played.map(({ type }) => type)).to.deep.equal(['controller', 'controller']);
    const ticks = tracks[0]!.reduce((sum, { deltaTime }) => sum + deltaTime, 0);
    expect(ticks / (2 * 960)).to.be.closeTo(60, 0.001);
  });

  it('begins with the chunks of the specification, to the byte', () => {
    expect([...detectionsToMidi(nothing).subarray(0, 22)]).to.deep.equal([
      ...[0x4d, 0x54, 0x68, 0x64, 0, 0, 0, 6, 0, 0, 0, 1, 0x03, 0xc0],
      ...[0x4d, 0x54, 0x72, 0x6b, 0, 0, 0, detectionsToMidi(nothing).length - 22],
    ]);
  });

  it('keeps any name and any time', () => {
    always(anyEventList, (list) => {
      const { markers } = read(detectionsToMidi(list));
      const expected = inOrder(list);
      expect(markers.map(({ text }) => text)).to.deep.equal(expected.map(({ label }) => oneLine(label)));
      markers.forEach(({ time }, i) => expect(time).to.be.closeTo(expected[i]!.onset, 0.0003));
    });
  });
});
