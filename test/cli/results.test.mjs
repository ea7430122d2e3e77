import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { classify, Folder, jsonLines, pinna, TINY } from '../harness/run-pinna.mjs';
import { chirp, wavFile } from './sounds.mjs';

const folder = new Folder();
/** Bursts of different lengths, so that detections start and end. */
const sound = chirp(4).map((x, n) => (Math.floor(n / 5000) % 3 === 1 ? x / 300 : x));
const file = folder.write('bursts.wav', wavFile([sound], 16_000));
const other = folder.write('other.wav', wavFile([chirp(1).reverse()], 16_000));
const manifest = JSON.parse(readFileSync(`${TINY}/model.json`, 'utf8'));
const classNames = (head) => manifest.heads.find(({ name }) => name === head).classes.map(({ name }) => name);

/** Parses frame scores: the header's cells, and the rows' numbers. */
function table(text) {
  const [header, ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  return { header, rows: rows.map((row) => row.map(Number)) };
}

test('a summary is one line with what was asked for', () => {
  const { status, stdout, stderr } = classify(file);
  assert.equal(status, 0);
  assert.equal(stderr, '');
  const [summary, ...more] = jsonLines(stdout);
  assert.equal(more.length, 0);
  assert.deepEqual(Object.keys(summary), [
    ...['file', 'seconds', 'sampleRate', 'frames', 'backend'],
    ...['genre', 'bird', 'events', 'track', 'sections', 'detections'],
  ]);
  const { seconds, sampleRate, frames, backend, genre, bird, events, detections } = summary;
  assert.deepEqual([summary.file, seconds, sampleRate, frames, backend], [file, 4, 16_000, 199, 'wasm']);
  assert.deepEqual(Object.keys(genre.clip), classNames('genre'));
  assert.ok(Math.abs(Object.values(genre.clip).reduce((sum, p) => sum + p) - 1) < 1e-5);
  assert.ok(bird.clip > 0 && bird.clip < 1);
  assert.deepEqual(Object.keys(events.clip), classNames('events'));
  assert.equal(summary.sections[0].from, 0);
  assert.equal(summary.sections.at(-1).to, 4);
  if (summary.track) assert.ok(summary.track.uncertainty > 0 && summary.track.uncertainty <= 1);
  assert.ok(detections.length > 1);
  for (const detection of detections) {
    assert.deepEqual(Object.keys(detection), ['head', 'label', 'onset', 'offset', 'confidence']);
    assert.ok(0 <= detection.onset && detection.onset < detection.offset && detection.offset <= 4);
  }
  assert.deepEqual(
    detections.map(({ onset }) => onset),
    detections.map(({ onset }) => onset).sort((a, b) => a - b),
  );
});

test('a file is classified as if it were the only one', () => {
  const [, , second] = jsonLines(classify(other, other, file).stdout);
  assert.deepEqual(second, jsonLines(classify(file).stdout)[0]);
});

test('events are the detections, one per line, each with its file', () => {
  const { detections } = jsonLines(classify(file).stdout)[0];
  const events = jsonLines(classify('--format', 'events', file, other).stdout);
  // Genres of exported recordings are those of the sections, which are listed too.
  const isSound = ({ head }) => head !== 'genre' && head !== 'section';
  assert.deepEqual(
    events
      .filter((event) => event.file === file && isSound(event))
      .map(({ head, label, onset }) => ({ head, label, onset })),
    detections.filter(isSound).map(({ head, label, onset }) => ({ head, label, onset })),
  );
  assert.ok(events.some((event) => event.file === other));
});

test('frames are a table without gaps', () => {
  const { status, stdout } = classify('--format', 'frames', file);
  assert.equal(status, 0);
  const { header, rows } = table(stdout);
  assert.deepEqual(header, ['onset', 'offset', ...classNames('genre'), ...classNames('bird'), ...classNames('events')]);
  assert.equal(rows.length, 199);
  assert.equal(rows[0][0], 0);
  assert.equal(rows[198][1], 3.98);
  rows.forEach((row, i) => {
    assert.equal(row.length, header.length);
    assert.ok(i === 0 || row[0] === rows[i - 1][1]);
    assert.ok(row.slice(2).every((score) => score >= 0 && score <= 1));
  });
});

test('frames of several files go into a folder, one file each, and nothing else', () => {
  const short = folder.write('short.wav', wavFile([chirp(0.03)], 16_000));
  const output = `${folder.path}/scores/new`;
  const { status, stdout } = classify('--format', 'frames', '--output', output, file, other, short, 'missing.wav');
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.deepEqual(readdirSync(output).sort(), ['bursts.tsv', 'other.tsv', 'short.tsv']);
  const whole = readFileSync(`${output}/bursts.tsv`, 'utf8');
  assert.equal(whole, classify('--format', 'frames', file).stdout);
  assert.deepEqual(table(readFileSync(`${output}/short.tsv`, 'utf8')).rows, []);
});

const modelNamed = (name) => fileURLToPath(new URL(`../fixtures/reference/${name}`, import.meta.url));

for (const [name, count] of Object.entries({
  ...{ 'crnn-tiny': 199, 'wavenet-tiny': 199, 'wavenet-conv-tiny': 199 },
  ...{ 'crnn-trunk-tiny': 199, 'wavenet-trunk-tiny': 199, 'trunk-tiny': 12 },
})) {
  test(`${name} gives the same for every chunk`, () => {
    const model = modelNamed(name);
    const run = (chunk, format) =>
      pinna('classify', '--model', model, '--backend', 'wasm', '--chunk', chunk, '--format', format, file).stdout;
    const expected = table(run('50', 'frames')).rows;
    const detections = jsonLines(run('50', 'events'));
    assert.equal(expected.length, count);
    const rowSeconds = count === 12 ? 0.32 : 0.02;
    expected.forEach(([onset, offset], i) => {
      assert.ok(Math.abs(onset - i * rowSeconds) < 1e-6);
      assert.ok(Math.abs(offset - onset - rowSeconds) < 1e-6);
    });
    for (const chunk of ['1', '7', '1000']) {
      const { rows } = table(run(chunk, 'frames'));
      assert.equal(rows.length, count);
      const off = rows.flatMap((row, i) => row.map((value, c) => Math.abs(value - expected[i][c])));
      assert.ok(Math.max(...off) < 1e-4, `chunk ${chunk} differs by ${String(Math.max(...off))}`);
      assert.deepEqual(
        jsonLines(run(chunk, 'events')).map(({ label, onset, offset }) => [label, onset, offset]),
        detections.map(({ label, onset, offset }) => [label, onset, offset]),
      );
    }
  });
}

test('counts the missing bands, and names the frequencies, of the features of the model', () => {
  const low = folder.write('low.wav', wavFile([chirp(4)], 8000));
  const run = (name) => pinna('classify', '--model', modelNamed(name), '--backend', 'wasm', '--format', 'raven', low);
  for (const [name, bands, band] of [
    ['crnn-tiny', /; 16 of 64 bands are missing\.$/m, ['60', '7800']],
    ['crnn-trunk-tiny', /; 25 of 102 bands are missing\.$/m, ['0', '7800']],
  ]) {
    const { stdout, stderr } = run(name);
    assert.match(stderr, bands);
    const [header, first] = stdout.split('\n').map((line) => line.split('\t'));
    const value = (column) => first[header.indexOf(column)];
    assert.deepEqual([value('Low Freq (Hz)'), value('High Freq (Hz)')], band);
  }
});

test('uses the model that comes with the package when none is named', () => {
  const { status, stdout, stderr } = pinna('classify', other);
  assert.equal(status, 0, stderr);
  const [{ genre, bird, events }] = jsonLines(stdout);
  assert.equal(Object.keys(genre.clip).length, 10);
  assert.equal(typeof bird.clip, 'number');
  assert.ok('speech' in events.clip && 'music' in events.clip);
});
