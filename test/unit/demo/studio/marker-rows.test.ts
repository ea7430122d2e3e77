import { expect } from 'chai';
import { describe, it } from 'vitest';
import { markerRows, type MarkerRow } from '../../../../demo/studio/marker-rows.js';
import { seededRandom } from '../../../harness/random.js';
import { marker } from './marker.js';

const drawn = { now: 100, shortest: 0.1 };
const spans = ({ bars }: MarkerRow) =>
  bars.map(({ from, to, markers }) => [markers.map(({ label }) => label).join('+'), from, to]);

describe("the Studio's rows of markers", () => {
  it('are birds, music, then each sound in the order in which it was first heard', () => {
    const [rain, dog] = [marker('events', 5, { label: 'rain' }), marker('events', 1, { label: 'dog' })];
    const rows = markerRows(
      [dog, marker('genre', 2, { label: 'jazz' }), rain, marker('bird', 8, { label: 'bird' })],
      drawn,
    );
    expect(rows.map(({ label, head }) => [label, head])).to.deep.equal([
      ['bird', 'bird'],
      ['music', 'genre'],
      ['rain', 'events'],
      ['dog', 'events'],
    ]);
  });

  it('answer one question in one row: the more specific marker covers the more general one', () => {
    const birds = [
      marker('bird', 0, { label: 'bird', offset: 10 }),
      marker('events', 2, { label: 'crow', offset: 4 }),
      marker('events', 6, { label: 'tit', families: ['bird', 'animal'], offset: 7 }),
    ];
    const [row, ...others] = markerRows(birds, drawn);
    expect(others).to.deep.equal([]);
    expect(spans(row!)).to.deep.equal([
      ['bird', 0, 2],
      ['crow', 2, 4],
      ['bird', 4, 6],
      ['tit', 6, 7],
      ['bird', 7, 10],
    ]);
    const [music] = markerRows(
      [marker('events', 0, { label: 'music', offset: null }), marker('genre', 1, { label: 'jazz', offset: 100 })],
      drawn,
    );
    expect(spans(music!)).to.deep.equal([
      ['music', 0, 1],
      ['jazz', 1, 100],
    ]);
  });

  it('draw short markers wide enough to see, and those that would touch as one', () => {
    const [row] = markerRows(
      [0, 0.05, 3].map((onset) => marker('events', onset, { label: 'dog', offset: onset + 0.01 })),
      drawn,
    );
    expect(spans(row!)).to.deep.equal([
      ['dog+dog', 0, 0.05 + 0.1],
      ['dog', 3, 3.1],
    ]);
  });

  it('never overlap, whatever the markers', () => {
    const random = seededRandom(5);
    for (let round = 0; round < 200; round++) {
      const markers = Array.from({ length: 40 }, () => {
        const onset = 60 * random();
        const [head, label] = (
          [
            ['bird', 'bird'],
            ['events', 'crow'],
            ['events', 'music'],
            ['genre', 'jazz'],
            ['genre', 'rock'],
            ['events', 'dog'],
          ] as const
        )[Math.floor(6 * random())]!;
        return marker(head, onset, { label, offset: random() < 0.1 ? null : onset + 10 * random() ** 3 });
      }).sort((a, b) => a.onset - b.onset);
      for (const { bars } of markerRows(markers, { now: 60, shortest: 0.3 })) {
        for (const [i, bar] of bars.entries()) {
          expect(bar.to - bar.from).to.be.at.least(0.3 - 1e-9);
          if (i > 0) expect(bar.from).to.be.at.least(bars[i - 1]!.to);
        }
      }
    }
  });
});
