import { expect } from 'chai';
import { describe, it } from 'vitest';
import { labelPlaces } from '../../../../src/elements/timeline/timeline-track.js';
import type { Bar } from '../../../../src/elements/detections/lanes.js';

/** A picture of 10 s and 500 px: a second is 50 px. The right edge is at 20 s. */
const PICTURE = { edge: 20, span: 10, width: 500 };
const WHOLE = 80;

const bar = (onset: number, offset: number | null, until = Infinity, head = 'events'): Bar => ({
  detection: { id: onset, head, label: 'door creaking', families: [], onset, offset, peak: 1, confidence: 1 },
  until,
});

/** Returns [left, width] of each label, in the order of the bars; left is px from the picture's left edge. */
const places = (bars: readonly Bar[], picture = PICTURE): [number, number][] => {
  const found = labelPlaces(bars, picture, () => WHOLE);
  return bars.map((each) => {
    const { left, width } = found.get(each)!;
    const start = (1 + (each.detection.onset - picture.edge) / picture.span) * picture.width;
    return [Math.round(left + start), Math.round(width)];
  });
};

describe('labelPlaces', () => {
  it('puts a label into its bar where it fits, else after it', () => {
    expect(places([bar(12, 15)])).to.deep.equal([[100, WHOLE]]);
    expect(places([bar(12, 13)])).to.deep.equal([[150, WHOLE]]);
  });

  it('keeps it in the picture while its bar leaves, and cuts its end, never its start', () => {
    for (let onset = 12; onset > 0; onset -= 0.1) {
      const [[left, width]] = places([bar(onset, onset + 3)]) as [[number, number]];
      expect(left).to.be.at.least(0);
      if (onset < 10 && width > 0) expect(left).to.equal(0);
    }
    expect(places([bar(8, 11)])).to.deep.equal([[0, 50]]);
    expect(places([bar(8, null)])).to.deep.equal([[0, WHOLE]]);
    // The label of a short bar that has left the picture is cut in the same way.
    expect(places([bar(9, 9.8)])).to.deep.equal([[0, 70]]);
  });

  it('is whole at once beside a bar that has only begun, and stands still relative to the picture until there is room', () => {
    expect(places([bar(19.9, null)])).to.deep.equal([[420, WHOLE]]);
    expect(places([bar(19.1, null)])).to.deep.equal([[420, WHOLE]]);
    expect(places([bar(18, null)])).to.deep.equal([[400, WHOLE]]);
    expect(places([bar(19, 19.2)])).to.deep.equal([[420, WHOLE]]);
  });

  it('is cut at its end, and begins nowhere but in the picture, where the picture is narrower than the label', () => {
    expect(places([bar(19, null)], { ...PICTURE, width: 60 })).to.deep.equal([[0, 60]]);
  });

  it('lies over no other bar and no other label', () => {
    // There is space for a part of the label, then for none.
    expect(places([bar(12, 12.4, 13.4), bar(13.4, 15.4)])).to.deep.equal([
      [120, 50],
      [170, WHOLE],
    ]);
    expect(places([bar(12, 12.4, 13.1), bar(13.1, 15)])[0]![1]).to.equal(0);
    // The label of a bar that has just begun uses the space that the previous label leaves.
    expect(places([bar(17, 18, 19.8), bar(19.8, null)])).to.deep.equal([
      [350, 50],
      [420, WHOLE],
    ]);
    expect(places([bar(17, 18.8, 19.8), bar(19.8, null)])[1]).to.deep.equal([440, 60]);
  });

  it('ends where a genre is drawn over its music, and a genre does not lie over the music that continues', () => {
    const [music, genre] = places([bar(12, 19, 14), bar(14, 14.8, Infinity, 'genre')]);
    expect(music).to.deep.equal([100, WHOLE]);
    expect(genre).to.deep.equal([200, 40]);
  });
});
