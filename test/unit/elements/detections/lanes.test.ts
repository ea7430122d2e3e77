import { expect } from 'chai';
import { describe, it } from 'vitest';
import type { Detection } from '../../../../src/decisions/detection.js';
import { Lanes } from '../../../../src/elements/detections/lanes.js';

const sound = (id: number, label: string, onset: number, offset: number | null, head = 'events'): Detection => ({
  id,
  head,
  label,
  families: [],
  onset,
  offset,
  peak: 1,
  confidence: 1,
});
const labels = (lanes: ReturnType<Lanes['arrange']>) =>
  lanes.map(({ bars }) => bars.map(({ detection }) => detection.label).join(' '));

describe('Lanes', () => {
  it('gives bird and music their own lanes, music together with its genre', () => {
    const lanes = new Lanes(2).arrange([
      sound(1, 'music', 0, null),
      sound(2, 'bird', 1, 2, 'bird'),
      sound(3, 'jazz', 2, null, 'genre'),
    ]);
    expect(lanes.map(({ head }) => head)).to.deep.equal(['bird', 'genre', 'events', 'events']);
    expect(labels(lanes)).to.deep.equal(['bird', 'music jazz', '', '']);
  });

  it('puts every kind of bird into the lane of birds, over the bird in general', () => {
    const [birds, , ...others] = new Lanes(1).arrange([
      sound(1, 'bird', 0, null, 'bird'),
      sound(2, 'crow', 1, 2),
      { ...sound(3, 'coo', 3, null), families: ['pigeon_dove', 'bird', 'wild_animals', 'animal'] },
    ]);
    expect(birds!.bars.map(({ detection }) => detection.label)).to.deep.equal(['bird', 'crow', 'coo']);
    expect(birds!.bars.map(({ until }) => until)).to.deep.equal([1, 3, Infinity]);
    expect(others.flatMap(({ bars }) => bars)).to.deep.equal([]);
  });

  it('draws a genre over its music, also where the music was interrupted', () => {
    const [, lane] = new Lanes(1).arrange([
      sound(1, 'music', 0, 3),
      sound(2, 'jazz', 1, null, 'genre'),
      sound(3, 'music', 4, null),
    ]);
    expect(lane!.bars.map(({ detection }) => detection.label)).to.deep.equal(['music', 'music', 'jazz']);
    expect(lane!.bars.map(({ until }) => until)).to.deep.equal([1, 4, Infinity]);
  });

  it('keeps a class in its lane while others come and go', () => {
    const lanes = new Lanes(3);
    lanes.arrange([sound(1, 'dog', 0, 1), sound(2, 'rain', 1, null)]);
    lanes.arrange([sound(2, 'rain', 1, null)]);
    const later = lanes.arrange([sound(2, 'rain', 1, null), sound(3, 'siren', 3, null), sound(4, 'dog', 4, 5)]);
    expect(labels(later)).to.deep.equal(['', '', 'siren', 'rain', 'dog']);
  });

  it('keeps what sounds at once apart, though its class had another lane before', () => {
    const lanes = new Lanes(2);
    const [dog, rain] = [sound(1, 'dog', 0, 1), sound(2, 'rain', 0.5, 3)];
    lanes.arrange([dog, rain]);
    const cow = sound(3, 'cow', 2, null);
    expect(labels(lanes.arrange([dog, rain, cow])).slice(2)).to.deep.equal(['dog cow', 'rain']);
    const again = labels(lanes.arrange([dog, rain, cow, sound(4, 'dog', 4, 5)])).slice(2);
    expect(again).to.deep.equal(['dog cow', 'rain dog']);
  });

  it('shares the lane that has been quiet for longest when there are more classes than lanes', () => {
    const lanes = new Lanes(2);
    lanes.arrange([sound(1, 'dog', 0, 3), sound(2, 'rain', 1, 2)]);
    const all = [sound(1, 'dog', 0, 3), sound(2, 'rain', 1, 2), sound(3, 'cow', 4, null)];
    expect(labels(lanes.arrange(all)).slice(2)).to.deep.equal(['dog', 'rain cow']);
    expect(labels(lanes.arrange(all)).slice(2)).to.deep.equal(['dog', 'rain cow']);
  });

  it('ends a label where the next bar begins', () => {
    const [bird] = new Lanes(1).arrange([sound(1, 'bird', 0, 1, 'bird'), sound(2, 'bird', 3, 4, 'bird')]);
    expect(bird!.bars.map(({ until }) => until)).to.deep.equal([3, Infinity]);
  });
});
