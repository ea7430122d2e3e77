import { expect } from 'chai';
import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { EXPORT_FORMATS } from '../../../src/formats/export-formats.js';
import { eventSpans } from '../../../src/formats/event-records.js';
import { always, anyDetection, anyEventList, inOrder } from './any-event-list.js';
import { garden, live } from './garden.js';

describe('eventSpans', () => {
  it('takes the noise of binary fractions off', () => {
    const odd = { ...garden.detections[0]!, onset: 0.1 + 0.2, offset: 0.7000000000000001, peak: 0.9876543210123 };
    expect(eventSpans({ ...garden, detections: [odd] })[0]).to.include({ onset: 0.3, offset: 0.7, peak: 0.987654 });
  });

  it('ends what is still on where the analysis ended, but not before it began', () => {
    const open = { ...garden.detections[0]!, onset: 10, offset: null };
    const endOf = (analysedUntil: number) => eventSpans({ ...garden, analysedUntil, detections: [open] })[0];
    expect(endOf(60)).to.include({ offset: null, end: 60 });
    expect(endOf(9.5)).to.include({ offset: null, end: 10 });
  });

  it('sorts by onset and changes nothing else', () => {
    always(anyEventList, (list) => {
      const before = [...list.detections];
      const spans = eventSpans(list);
      expect(spans.map(({ label }) => label)).to.deep.equal(inOrder(list).map(({ label }) => label));
      expect(list.detections).to.deep.equal(before);
      for (const { onset, end } of spans) expect(end).to.be.at.least(onset);
    });
  });
});

for (const { id, write } of EXPORT_FORMATS) {
  describe(`Any event list as ${id}`, () => {
    it('has only finite numbers', () => {
      const bad = fc.tuple(
        anyDetection,
        fc.constantFrom('onset', 'offset', 'peak', 'confidence'),
        fc.constantFrom(NaN, Infinity, -Infinity),
      );
      always(bad, ([detection, field, value]) => {
        expect(() => write({ ...garden, detections: [{ ...detection, [field]: value }] }))
          .to.throw()
          .with.property('code', 'bad-option');
      });
      expect(() => write({ ...garden, analysedUntil: NaN })).to.throw('The time is NaN.');
    });

    it('refuses times before second 0, an end before the beginning and an invalid date', () => {
      const [bird] = garden.detections;
      for (const times of [{ onset: -1 }, { onset: 9, offset: 8 }]) {
        expect(() => write({ ...garden, detections: [{ ...bird!, ...times }] })).to.throw();
      }
      const zero = new Date(NaN);
      expect(() => write({ ...live, timeBase: { kind: 'clock', zero } })).to.throw('The date of second 0 is invalid.');
    });

    it('ends with a line end where it is text, and is the same each time', () => {
      always(anyEventList, (list) => {
        const text = write(list);
        if (typeof text === 'string' && text !== '') expect(text.endsWith('\n')).to.equal(true);
        expect(write(list)).to.deep.equal(text);
      });
    });
  });
}
