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
});
