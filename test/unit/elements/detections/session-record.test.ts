import { expect } from 'chai';
import { describe, it } from 'vitest';
import type { Detection } from '../../../../src/decisions/detection.js';
import { RecentDetections } from '../../../../src/elements/detections/session-record.js';

const dog = (id: number, onset: number, offset: number | null): Detection => ({
  ...{ id, head: 'events', label: 'dog', families: [], onset, offset, peak: 1, confidence: 1 },
});

describe('RecentDetections', () => {
  it('ends lasting detections when events were missed, and takes their ends later', () => {
    const recent = new RecentDetections(10);
    for (const detection of [dog(1, 0, 2), dog(2, 3, null), dog(3, 9, null)]) recent.put(detection);
    recent.endLasting(5);
    expect(recent.all.map(({ offset }) => offset)).to.deep.equal([2, 5, 9]);
    recent.put(dog(2, 3, 12));
    expect(recent.byOnset.map(({ offset }) => offset)).to.deep.equal([2, 12, 9]);
  });

  it('keeps the entry of a taught sound that lasts when recent sound is scored again', () => {
    const recent = new RecentDetections(10);
    const taught = (id: number, onset: number, offset: number | null) => ({
      ...dog(id, onset, offset),
      head: 'taught',
    });
    for (const detection of [taught(1, 1, 2), taught(2, 5, null), dog(3, 6, 7)]) recent.put(detection);
    for (const first of [100, 200]) {
      recent.replaceTaught({ from: 0, to: 8 }, [taught(2, 5, null), taught(first, 1, 3)]);
      expect(recent.byOnset.map(({ id }) => id)).to.deep.equal([first, 2, 3]);
    }
    recent.put(taught(1, 1, 2));
    recent.put(taught(2, 5, 9));
    expect(recent.byOnset.map(({ id, offset }) => [id, offset])).to.deep.equal([
      [200, 3],
      [2, 9],
      [3, 7],
    ]);
  });
});
