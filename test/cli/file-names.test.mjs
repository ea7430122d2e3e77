import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownModules } from './own-modules.mjs';

process.env.TZ = 'Europe/Berlin';
const { exportFileName, pathFromBytes, systemPath } = await ownModules(
  ['formats/export-file-name.js', 'cli/files/raw-path.js'],
  'file-names',
);

test('two files of the hour that comes twice have two names', () => {
  const name = (time) => exportFileName('garden', new Date(time), 'csv');
  assert.equal(name('2026-10-25T00:15:00Z'), 'garden-2026-10-25-021500.csv');
  assert.equal(name('2026-10-25T01:15:00Z'), 'garden-2026-10-25-021500B.csv');
  assert.equal(name('2026-10-25T02:15:00Z'), 'garden-2026-10-25-031500.csv');
  assert.equal(name('2026-10-25T00:00:00Z'), 'garden-2026-10-25-020000.csv');
  assert.equal(name('2026-10-25T01:00:00Z'), 'garden-2026-10-25-020000B.csv');
  assert.equal(name('2026-03-29T01:15:00Z'), 'garden-2026-03-29-031500.csv');
});

test('text keeps every byte of a path', () => {
  for (const bytes of [
    [0x61, 0x2e, 0x77],
    [0xff, 0xfe],
    [0x63, 0xe9, 0x2f, 0xc3, 0xa9],
    [0xf0, 0x9f, 0x90, 0xa6, 0x80],
    [0xed, 0xb2, 0x80],
  ]) {
    const text = pathFromBytes(Buffer.from(bytes));
    assert.deepEqual([...Buffer.from(systemPath(text))], bytes, text);
  }
  assert.equal(pathFromBytes(Buffer.from('Vögel 🐦.wav')), 'Vögel 🐦.wav');
});
