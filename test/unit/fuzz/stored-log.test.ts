import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { entryLists, wholeList } from '../../../src/elements/log/log-lists.js';
import { EXPORT_FORMATS } from '../../../src/formats/export-formats.js';
import { bytesOf, dayOf, inOrder, type LogEntry } from '../../../src/log/log-entry.js';
import { isLogNews } from '../../../src/log/log-channel.js';
import { isLogDay, isLogEntry } from '../../../src/log/valid-entry.js';
import { entry, NOON } from '../log/entries.js';
import { runs, SEED } from './finite.js';

/** Values that another version or another program may have stored. */
const strange = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    NaN,
    Infinity,
    -1,
    0,
    1e308,
    8.64e15 + 1,
    '',
    '2026-11-29',
    'x',
    true,
    [],
    [null],
    {},
  ),
  fc.anything({ maxDepth: 2, maxKeys: 3, withBigInt: true, withDate: true, withMap: true }),
);
const good = fc
  .record({ id: fc.string(), label: fc.string(), onset: fc.integer({ min: NOON - 1e9, max: NOON + 1e9 }) })
  .map(({ id, label, onset }) => entry(id, { label, onset, offset: onset + 1, until: onset + 1 }));
/** An entry with another value in one place. */
const spoilt = fc.tuple(good, fc.nat(), strange).map(([whole, which, value]) => {
  const names = Object.keys(whole);
  return { ...whole, [names[which % names.length]!]: value } as unknown;
});

describe(`any stored log (seed ${SEED})`, () => {
  it('is read without what is not valid, shown, and exported in every format', () => {
    let valid = 0;
    let cases = 0;
    fc.assert(
      fc.property(fc.array(fc.oneof(good, spoilt, strange), { maxLength: 4 }), (stored) => {
        const entries: LogEntry[] = inOrder(stored.filter(isLogEntry));
        valid += entries.length;
        cases += stored.length;
        for (const each of entries) {
          expect(bytesOf(each)).to.be.above(0);
          expect(dayOf(each.onset)).to.match(/^\d+-\d\d-\d\d$/);
        }
        for (const list of [wholeList(entries, String, NOON), ...entryLists(entries, String, NOON)]) {
          const { zero = new Date(0) } = list.timeBase as { zero?: Date };
          expect(Number.isFinite(zero.getTime())).to.equal(true);
          for (const { onset, offset } of list.detections) expect(onset <= (offset ?? Infinity)).to.equal(true);
          const { write } = EXPORT_FORMATS[cases % EXPORT_FORMATS.length]!;
          expect(write(list).length).to.be.at.least(0);
        }
      }),
      // Two entries on average.
      runs(5000),
    );
    expect(valid / cases).to.be.within(0.2, 0.8);
  });

  it('is accepted from other pages in messages with valid entries alone', () => {
    let news = 0;
    const list = fc.array(fc.oneof({ weight: 5, arbitrary: good }, spoilt), { maxLength: 2 });
    const message = fc.record({
      kind: fc.constantFrom('put', 'removed', 'restored', 'x'),
      ids: strange,
      entries: list,
    });
    fc.assert(
      fc.property(fc.oneof(message, strange), (value) => {
        if (!isLogNews(value)) return;
        news += 1;
        if (value.kind === 'removed') expect(value.ids.every((id) => typeof id === 'string')).to.equal(true);
        else expect(value.entries.every(isLogEntry)).to.equal(true);
      }),
      runs(10_000),
    );
    expect(news).to.be.above(1000);
  });

  it('has days with counts', () => {
    fc.assert(
      fc.property(fc.oneof(strange, fc.record({ day: strange, entries: strange, bytes: strange })), (stored) => {
        if (!isLogDay(stored)) return;
        expect(stored.day).to.match(/^\d{4}-\d\d-\d\d$/);
        expect(stored.entries + stored.bytes).to.be.at.least(0);
      }),
      runs(10_000),
    );
    expect(isLogDay({ day: '2026-11-29', entries: 3, bytes: 600 })).to.equal(true);
  });
});
