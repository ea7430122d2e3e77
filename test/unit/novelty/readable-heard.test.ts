import { expect } from 'chai';
import { describe, it } from 'vitest';
import { FamiliarSounds, MOST_KINDS } from '../../../src/novelty/familiar-sounds.js';
import { readableHeard } from '../../../src/novelty/readable-heard.js';

const SIZE = 4;

describe('a stored place', () => {
  const place = new FamiliarSounds(SIZE);
  place.hear(0, Float32Array.of(1, 2, 3, 4));
  place.hear(1, Float32Array.of(4, -3, 2, -1));
  const { state } = place;

  it('is read as it was', () => {
    const stored: unknown = structuredClone(state);
    expect(readableHeard(stored, SIZE, MOST_KINDS)).to.deep.equal(state);
  });

  it('is not read if it is damaged, or of another shape', () => {
    const { memory, calibration } = state;
    const wrong: unknown[] = [
      undefined,
      null,
      'state',
      [],
      {},
      { memory },
      { memory: { ...memory, prototypes: [1, 2] }, calibration },
      { memory: { ...memory, prototypes: memory.prototypes.map(() => NaN) }, calibration },
      { memory: { ...memory, prototypes: memory.prototypes.slice(1) }, calibration },
      { memory: { ...memory, counts: Float64Array.of(1, -1) }, calibration },
      { memory, calibration: { ...calibration, moments: 'many' } },
      { memory, calibration: { ...calibration, moments: -1 } },
      { memory, calibration: { ...calibration, counts: calibration.counts.slice(1) } },
    ];
    for (const stored of wrong)
      expect(readableHeard(stored, SIZE, MOST_KINDS), JSON.stringify(stored)).to.equal(undefined);
    expect(readableHeard(state, SIZE + 1, MOST_KINDS)).to.equal(undefined);
    expect(readableHeard(state, SIZE, 1)).to.equal(undefined);
  });
});
