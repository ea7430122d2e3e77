import { expect } from 'chai';
import { parse } from 'csv-parse/browser/esm/sync';
import { describe, it } from 'vitest';
import { detectionsToReaper } from '../../../src/formats/detections-reaper.js';
import { oneLine } from '../../../src/formats/safe-text.js';
import { always, anyEventList, inOrder } from './any-event-list.js';
import { garden } from './garden.js';

const rows = (text: string) => parse(text, { columns: true }) as Record<string, string>[];
/** Converts `h:mm:ss.mmm` to seconds. */
const read = (clock: string) => clock.split(':').reduce((sum, part) => 60 * sum + Number(part), 0);

describe('detectionsToReaper', () => {
  it('has the columns of the Region/Marker Manager, a region per sound, and a marker that names the model', () => {
    expect(detectionsToReaper(garden).split('\r\n')[0]).to.equal('#,Name,Start,End,Length');
    const [about, ...regions] = rows(detectionsToReaper(garden));
    expect(about).to.deep.equal({
      ...{ '#': 'M1', Name: 'Pinna, model crnn 1.0.0; garden.flac; second 0 is file' },
      ...{ Start: '0:00:00.000', End: '', Length: '' },
    });
    expect(regions.map((row) => Object.values(row))).to.deep.equal([
      ['R1', 'bird', '0:00:03.420', '0:00:09.180', '0:00:05.760'],
      ['R2', 'dog', '0:00:41.200', '0:00:47.900', '0:00:06.700'],
      ['R3', 'rain', '0:00:52.060', '0:01:00.000', '0:00:07.940'],
    ]);
  });

  it('has a marker where each section begins', () => {
    const sections = [{ onset: 3599.9999, label: 'section 2: rock' }];
    expect(rows(detectionsToReaper({ ...garden, sections }))[1]).to.include({
      ...{ '#': 'M2', Name: 'section 2: rock', Start: '1:00:00.000' },
    });
  });

  it('keeps any name in its cell, and any time to the millisecond', () => {
    always(anyEventList, (list) => {
      const regions = rows(detectionsToReaper(list)).slice(1);
      const expected = inOrder(list);
      expect(regions).to.have.length(expected.length);
      regions.forEach((row, i) => {
        const { label, onset } = expected[i]!;
        const unguarded = row
          .Name!.replace(/^'(?='*\s*[=+\-@＝＋－＠])/u, '')
          .replace(/;'(?=['"\s]*[=+\-@＝＋－＠])/gu, ';');
        expect(unguarded).to.equal(oneLine(label));
        expect(read(row.Start!)).to.be.closeTo(onset, 0.00051);
        expect(read(row.End!)).to.be.at.least(read(row.Start!));
      });
    });
  });
});
