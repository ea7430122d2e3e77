import { expect } from 'chai';
import { describe, it } from 'vitest';
import { EXPORT_FORMATS } from '../../../src/formats/export-formats.js';
import { exportedSections } from '../../../src/formats/event-list.js';
import type { GenreEstimate, TrackStructure } from '../../../src/structure/structure.js';
import { garden } from './garden.js';

const JAZZ: GenreEstimate = { label: 'jazz', score: 0.75, scores: { jazz: 0.75 }, uncertainty: 0.2 };

const structure = (...genres: (GenreEstimate | null)[]): TrackStructure => ({
  sections: genres.map((genre, i) => ({ from: 30 * i, to: 30 * (i + 1), strength: 0.5, genre })),
  genre: null,
  course: [],
});

describe('sections in the export formats', () => {
  const sections = exportedSections(structure(JAZZ, null));

  for (const { id, write } of EXPORT_FORMATS) {
    it(`${id} has every section with its genre`, () => {
      const content = write({ ...garden, sections });
      const text = typeof content === 'string' ? content : new TextDecoder('latin1').decode(content);
      expect(text).to.contain('section 1: jazz').and.to.contain('section 2');
    });

    it(`${id} has no section of a recording without music, unless it has markers`, () => {
      const content = write({ ...garden, sections: exportedSections(structure(null, null)) });
      const text = typeof content === 'string' ? content : new TextDecoder('latin1').decode(content);
      expect(text.includes('section')).to.equal(id === 'reaper' || id === 'midi');
    });
  }

  it('are objects with times and the probability of the genre in JSON Lines', () => {
    const { write } = EXPORT_FORMATS.find(({ id }) => id === 'jsonl')!;
    const lines = (write({ ...garden, sections }) as string).trimEnd().split('\n');
    const [first, second] = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ head }) => head === 'section');
    expect(first).to.include({ label: 'section 1: jazz', onset: 0, offset: 30, confidence: 0.75 });
    expect(second).to.include({ label: 'section 2', onset: 30, offset: 60, confidence: 0 });
  });
});
