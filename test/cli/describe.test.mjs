import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { Folder, jsonLines, pinna } from '../harness/run-pinna.mjs';
import { chirp, wavFile } from './sounds.mjs';

const RATE = 16_000;
const folder = new Folder();
/** Clicks of noise, two per second. */
const clicks = chirp(10).map((x, n) => (n % (RATE / 2) < 160 ? x : 0) + 1e-4 * Math.sin(n * n));
const file = folder.write('clicks.wav', wavFile([clicks], RATE, 'f32'));
const short = folder.write('short.wav', wavFile([chirp(0.01)], RATE));

const describe = (...args) => {
  const { status, stdout, stderr } = pinna('describe', ...args);
  assert.deepEqual([status, stderr], [0, '']);
  return stdout;
};

const frames = parse(describe('--per', 'frame', file), {
  columns: true,
  cast: (text) => (isNaN(text) ? text : Number(text)),
});

test('a row per frame: every descriptor by its name, all of them numbers', () => {
  assert.equal(frames.length, 499);
  const names = Object.keys(frames[0]);
  assert.deepEqual(names.slice(0, 4), ['file', 'time', 'rms', 'peak']);
  assert.equal(names.length, 2 + 9 + 20 + 12 + 1);
  for (const name of [
    'zero_crossing_rate',
    'centroid',
    'onset_strength',
    'mfcc1',
    'mfcc20',
    'chroma_c',
    'chroma_b',
    'tempo',
  ])
    assert.ok(names.includes(name), name);
  for (const [i, row] of frames.entries()) {
    assert.ok(Math.abs(row.time - i * 0.02) < 1e-6);
    for (const name of names.slice(1)) assert.ok(Number.isFinite(row[name]), `${name} of frame ${i}`);
  }
});

test('a row per file: mean and variance of the frames, and the tempo', () => {
  const [row, ...more] = parse(describe(file), { columns: true });
  assert.deepEqual(more, []);
  assert.deepEqual([row.file, Number(row.duration)], [file, 10]);
  assert.ok(Math.abs(Number(row.tempo) - 120) < 0.5);
  for (const name of Object.keys(frames[0]).slice(2, -1)) {
    const values = frames.map((frame) => frame[name]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const near = (a, b) => Math.abs(a - b) <= 1e-5 * Math.max(1e-3, Math.abs(b), mean ** 2);
    assert.ok(near(Number(row[`${name}_mean`]), mean), `mean of ${name}`);
    assert.ok(near(Number(row[`${name}_var`]), variance), `variance of ${name}`);
  }
});

test('JSON: an object per row; of a file with its beats', () => {
  const [whole] = jsonLines(describe('--format', 'jsonl', file));
  assert.equal(whole.file, file);
  assert.ok(whole.beats.length >= 17 && whole.beats.length <= 20);
  for (const beat of whole.beats) assert.ok(Math.abs(beat - Math.round(beat * 2) / 2) < 0.03, String(beat));
  const beats = jsonLines(describe('--format', 'jsonl', '--per', 'beat', file));
  assert.equal(beats.length, whole.beats.length - 1);
  assert.deepEqual([beats[0].time, beats[0].until], whole.beats.slice(0, 2));
  assert.equal(Object.keys(beats[0]).length, 3 + 12 + 64);
});

test('several files, and folders of them, under one line of columns; one that fails is reported', () => {
  const { status, stdout, stderr } = pinna('describe', file, short, folder.path);
  assert.equal(status, 1);
  assert.match(stderr, /^pinna: .*short\.wav: The recording is shorter than 32 ms/);
  const rows = parse(stdout, { columns: true });
  assert.deepEqual(
    rows.map((row) => row.file.split('/').at(-1)),
    ['clicks.wav', 'clicks.wav'],
  );
});

test('options of the other commands, and invalid values, are refused', () => {
  for (const args of [
    [],
    ['--per', 'song', file],
    ['--format', 'xml', file],
    ['--model', 'tiny', file],
    ['--jobs', '2', file],
  ]) {
    const { status, stdout, stderr } = pinna('describe', ...args);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^pinna: [^\n]+ See pinna describe --help\.\n$/);
  }
  assert.match(pinna('classify', '--per', 'file', file).stderr, /classify does not accept --per/);
});

test('the help explains it', () => {
  const { stdout } = pinna('describe', '--help');
  for (const word of ['pinna describe', '--per', 'jsonl']) assert.ok(stdout.includes(word), word);
  assert.ok(readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8').includes('pinna describe'));
});

/** A fifth of a second of silence, then C major for four seconds and A minor for four. */
const song = new Folder().write(
  'song.wav',
  wavFile(
    [
      [...new Array(0.2 * RATE).fill(0), ...triad(261.63, 329.63, 392), ...triad(220, 261.63, 329.63)].map(
        (x, n) => x + 1e-5 * Math.sin(n * n),
      ),
    ],
    RATE,
    'f32',
  ),
);

/** Four seconds of three tones with two partials. */
function triad(...frequencies) {
  return Array.from({ length: 4 * RATE }, (_, n) =>
    frequencies.reduce((sum, f) => {
      const phase = (2 * Math.PI * f * n) / RATE;
      return sum + 0.1 * Math.sin(phase) + 0.05 * Math.sin(2 * phase);
    }, 0),
  );
}

test('a row per chord, with key and tuning', () => {
  const rows = jsonLines(describe('--per', 'chord', '--format', 'jsonl', song));
  assert.deepEqual(Object.keys(rows[0]), ['file', 'time', 'until', 'chord', 'fit', 'key', 'key_fit', 'tuning']);
  const chords = rows.filter(({ chord }) => chord !== 'N');
  assert.deepEqual(
    chords.map(({ chord }) => chord),
    ['C:maj', 'A:min'],
  );
  assert.ok(Math.abs(chords[1].time - 4.2) <= 0.5, String(chords[1].time));
  for (const { fit, tuning, key } of rows) {
    assert.ok(fit > 0 && fit <= 1 && Math.abs(tuning) < 0.05);
    assert.match(key, /^[A-G]#?:(maj|min)$/);
  }
  const [header, ...lines] = describe('--per', 'chord', song).trim().split('\r\n');
  assert.equal(header, 'file,time,until,chord,fit,key,key_fit,tuning');
  assert.equal(lines.length, rows.length);
});

test('chords and key as labels and as MIDI markers, of one file', () => {
  const labels = describe('--per', 'chord', '--format', 'audacity', song)
    .trim()
    .split('\n')
    .map((line) => line.split('\t')[2]);
  assert.match(labels[0], /^Pinna, model simple chords 1; .*song\.wav; second 0 is the start of the file$/);
  assert.match(labels[1], /^key /);
  assert.ok(labels.includes('C:maj') && labels.includes('A:min'), labels.join());
  const midi = describe('--per', 'chord', '--format', 'midi', song);
  assert.ok(midi.startsWith('MThd') && midi.includes('C:maj') && midi.includes('A:min'));
  assert.match(pinna('describe', '--format', 'midi', song).stderr, /--format midi writes chords: add --per chord\./);
  const { status, stderr } = pinna('describe', '--per', 'chord', '--format', 'midi', song, file);
  assert.ok(status > 0);
  assert.match(stderr, /writes one file at a time/);
});
