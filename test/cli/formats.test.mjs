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
const lines = jsonLines(write('jsonl', file));
const rowsOf = (list) => list.map(({ label, onset, offset }) => [label, onset, offset]);
/** What every format holds: the detections, and the sections if there is music. */
const heard = rowsOf(lines);

test('the detections are those of the summary, and genres are those of the sections', () => {
  const isSound = ({ head }) => head !== 'genre' && head !== 'section';
  assert.deepEqual(rowsOf(lines.filter(isSound)), rowsOf(detections.filter(isSound)));
  const sections = lines.filter(({ head }) => head === 'section');
  for (const { label, onset, offset } of lines.filter(({ head }) => head === 'genre'))
    assert.ok(
      sections.some((one) => one.label.endsWith(label) && one.onset <= onset && onset < one.offset && offset > onset),
    );
});

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
  const found = jsonLines(text);
  assert.equal(found.length, 2 * heard.length);
  assert.equal(found.at(-1).file, hostile);
  assert.deepEqual([found[0].timeBase, found[0].model, found[0].modelVersion], ['file', name, version]);
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
  assert.equal(blocks.length, 2 + heard.length);
  assert.equal(blocks.filter((block) => block.includes('-->')).length, heard.length);
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
