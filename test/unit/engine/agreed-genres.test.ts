import { expect } from 'chai';
import { describe, it } from 'vitest';
import type { Detection } from '../../../src/decisions/detection.js';
import { musicStretches, withAgreedGenres } from '../../../src/engine/agreed-genres.js';
import type { Section, TrackStructure } from '../../../src/structure/structure.js';

let lastId = 0;
const detection = (head: string, label: string, onset: number, offset: number): Detection => ({
  ...{ id: ++lastId, head, label, families: [], onset, offset, peak: 0.9, confidence: 0.8 },
});
const music = (onset: number, offset: number) => detection('events', 'music', onset, offset);

const section = (from: number, to: number, label?: string): Section => ({
  ...{ from, to, strength: 0.5 },
  genre: label === undefined ? null : { label, score: 0.7, scores: { [label]: 0.7 }, uncertainty: 0.3 },
});
const structure = (...sections: Section[]): TrackStructure => ({ sections, genre: null, course: [] });
const spans = (stretches: ReturnType<typeof musicStretches>) =>
  stretches.map(({ onset, offset, genre }) => [onset, offset, genre?.label]);

describe('musicStretches', () => {
  it('cuts music where the genre changes', () => {
    const found = musicStretches([music(5, 35)], structure(section(0, 20, 'jazz'), section(20, 40, 'rock')));
    expect(spans(found)).to.deep.equal([
      [5, 20, 'jazz'],
      [20, 35, 'rock'],
    ]);
  });

  it('joins sections of one genre, but not music with a pause', () => {
    const found = musicStretches(
      [music(0, 30), music(32, 40)],
      structure(section(0, 20, 'jazz'), section(20, 40, 'jazz')),
    );
    expect(spans(found)).to.deep.equal([
      [0, 30, 'jazz'],
      [32, 40, 'jazz'],
    ]);
  });

  it('has no genre where the section has none, and none for less than a second', () => {
    const found = musicStretches([music(0, 0.5), music(10, 25)], structure(section(0, 20, 'jazz'), section(20, 40)));
    expect(spans(found)).to.deep.equal([
      [0, 0.5, undefined],
      [10, 20, 'jazz'],
      [20, 25, undefined],
    ]);
  });

  it('ignores a border just before the music ends', () => {
    const found = musicStretches([music(0, 20.4)], structure(section(0, 20, 'jazz'), section(20, 40, 'rock')));
    expect(spans(found)).to.deep.equal([[0, 20.4, 'jazz']]);
  });
});

describe('withAgreedGenres', () => {
  it('replaces the genres of live sound by those of the sections, where music was detected', () => {
    const dog = detection('events', 'dog', 3, 4);
    const before = [music(0, 20), dog, detection('genre', 'pop', 2, 9), detection('genre', 'rock', 30, 35)];
    const after = withAgreedGenres(before, structure(section(0, 40, 'jazz')));
    expect(after.map(({ head, label, onset, offset }) => [head, label, onset, offset])).to.deep.equal([
      ['events', 'music', 0, 20],
      ['genre', 'jazz', 0, 20],
      ['events', 'dog', 3, 4],
    ]);
    expect(after.find(({ head }) => head === 'genre')!.confidence).to.equal(0.7);
    expect(new Set(after.map(({ id }) => id)).size).to.equal(after.length);
  });

  it('has no genre without music', () => {
    const after = withAgreedGenres([detection('genre', 'pop', 2, 9)], structure(section(0, 40, 'jazz')));
    expect(after).to.deep.equal([]);
  });
});
