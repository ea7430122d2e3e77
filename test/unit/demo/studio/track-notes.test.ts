import { expect } from 'chai';
import { describe, it } from 'vitest';
import { trackNotes } from '../../../../demo/studio/track-notes.js';
import { defaultParameterValues } from '../../../../src/wam/settings/parameters.js';
import { defaultSettings, toState } from '../../../../src/wam/settings/settings.js';
import { MODEL } from '../../../browser/elements/simulated-listener.js';
import { marker } from './marker.js';

const state = (settings = {}, parameters = {}) =>
  toState({ ...defaultSettings(), ...settings }, { ...defaultParameterValues(), ...parameters });
const bird = marker('bird', 1, { label: 'bird', offset: 3, confidence: 0.5 });

describe("the notes of a track's markers", () => {
  it("are those of the plugin's settings", () => {
    expect(trackNotes([bird], state(), MODEL.heads, 9)).to.deep.equal([
      { note: 35, velocity: 64, channel: 1, onset: 1, offset: 3 },
    ]);
    const chosen = state({ notes: { 'bird:bird': 60 } }, { midiChannel: 5 });
    expect(trackNotes([bird], chosen, MODEL.heads, 9)[0]).to.include({ note: 60, channel: 5 });
    expect(trackNotes([bird], state({ notes: { 'bird:bird': null } }), MODEL.heads, 9)).to.deep.equal([]);
    expect(trackNotes([bird], state({ emitsNotes: false }), MODEL.heads, 9)).to.deep.equal([]);
  });

  it('end at the playhead for a sound that continues', () => {
    const [note] = trackNotes([{ ...bird, offset: null }], state(), MODEL.heads, 9);
    expect(note).to.include({ onset: 1, offset: 9 });
  });

  it('are one for sounds that share a note, and for a genre that soon begins again', () => {
    const shared = state({ notes: { 'events:dog': 40, 'events:music': 40 } });
    const sounds = [
      marker('events', 1, { label: 'dog', offset: 4 }),
      marker('events', 3, { label: 'music', offset: 6 }),
    ];
    expect(trackNotes(sounds, shared, MODEL.heads, 9).map(({ onset, offset }) => [onset, offset])).to.deep.equal([
      [1, 6],
    ]);
    const genres = [1, 4, 20].map((onset) => marker('genre', onset, { label: 'jazz', offset: onset + 2 }));
    const held = trackNotes(genres, state({}, { genreHold: 2 }), MODEL.heads, 30);
    expect(held.map(({ onset, offset }) => [onset, offset])).to.deep.equal([
      [1, 8],
      [20, 24],
    ]);
  });
});
