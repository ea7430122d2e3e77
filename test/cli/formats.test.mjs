import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { classify, Folder, jsonLines, TINY } from '../harness/run-pinna.mjs';
import { chirp, wavFile } from './sounds.mjs';

const folder = new Folder();
/** Bursts of different lengths, so that detections start and end. */
const bursts = chirp(4).map((x, n) => (Math.floor(n / 5000) % 3 === 1 ? x / 300 : x));
const file = folder.write('bursts.wav', wavFile([bursts], 16_000));
/** A name that a spreadsheet would evaluate, and that would break a line. */
mkdirSync(`${folder.path}/=1`);
const hostile = folder.write('=1/a\t"b",\n--> c.wav', wavFile([bursts], 16_000));

const { name, version } = JSON.parse(readFileSync(`${TINY}/model.json`, 'utf8'));
const { detections } = jsonLines(classify(file).stdout)[0];
assert.ok(detections.length > 1);

const write = (format, ...files) => {
  const { status, stdout, stderr } = classify('--format', format, ...files);
  assert.deepEqual([status, stderr], [0, '']);
  return stdout;
};
const heard = detections.map(({ label, onset, offset }) => [label, onset, offset]);

test('csv: the rows of several files under one line of columns', () => {
  const rows = parse(write('csv', file, hostile), { columns: true });
  assert.deepEqual([...new Set(rows.map((row) => row.file))], [file, hostile.replace(/[\t\n]/g, ' ')]);
  const own = rows.filter((row) => row.file === file);
  assert.deepEqual(
    own.map(({ label, onset, offset }) => [label, Number(onset), Number(offset)]),
    heard,
  );
  for (const row of own) assert.deepEqual([row.time_base, row.model, row.model_version], ['file', name, version]);
});

test('jsonl: the lines of several files, each with its file and model; events is its earlier name', () => {
  const text = write('jsonl', file, hostile);
  const lines = jsonLines(text);
  assert.equal(lines.length, 2 * detections.length);
  assert.equal(lines.at(-1).file, hostile);
  assert.deepEqual([lines[0].timeBase, lines[0].model, lines[0].modelVersion], ['file', name, version]);
  assert.equal(write('events', file, hostile), text);
});

test('audacity: a label per detection after the point that names the model', () => {
  const [about, ...labels] = write('audacity', hostile).trimEnd().split('\n');
  assert.match(about, /^0\.000000\t0\.000000\tPinna, model /);
  assert.deepEqual(
    labels.map((line) => line.split('\t')).map(([start, end, label]) => [label, Number(start), Number(end)]),
    heard,
  );
});

test('raven: a selection per detection', () => {
  const rows = parse(write('raven', hostile), { columns: true, delimiter: '\t', quote: false, record_delimiter: '\n' });
  assert.deepEqual(
    rows.map((row) => [row.Label, Number(row['Begin Time (s)']), Number(row['End Time (s)'])]),
    heard,
  );
  assert.equal(rows[0]['Begin File'], 'a "b", --> c.wav');
});

test('vtt: a cue per detection', () => {
  const blocks = write('vtt', hostile).trimEnd().split('\n\n');
  assert.equal(blocks[0], 'WEBVTT');
  assert.equal(blocks.length, 2 + detections.length);
  assert.equal(blocks.filter((block) => block.includes('-->')).length, detections.length);
});

test('a folder gets a file for each, whole', () => {
  const extensions = { csv: 'csv', jsonl: 'jsonl', audacity: 'labels.txt', raven: 'selections.txt', vtt: 'vtt' };
  const silent = folder.write('silent.wav', wavFile([new Float32Array(400)], 16_000));
  for (const [format, extension] of Object.entries(extensions)) {
    const output = `${folder.path}/${format}`;
    assert.equal(write(format, '--output', output, file, silent), '');
    assert.deepEqual(readdirSync(output).sort(), [`bursts.${extension}`, `silent.${extension}`]);
    assert.equal(readFileSync(`${output}/bursts.${extension}`, 'utf8'), write(format, file));
  }
});
