import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { classify, Folder, jsonLines, pinna, PINNA, TINY } from '../harness/run-pinna.mjs';
import { chirp, wavFile } from './sounds.mjs';

/** A device whose disk is full, if the system has one. */
const FULL = '/dev/full';
const hasFull = existsSync(FULL);
const isRoot = process.getuid?.() === 0;

/** A model that can be taught. */
const MODEL = fileURLToPath(new URL('../../models/crnn', import.meta.url));

const folder = new Folder();
const wav = wavFile([chirp(1)], 16_000);
const first = folder.write('first.wav', wav);
const last = folder.write('last.wav', wav);
/** With the extension of the labels its name is longer than 255 bytes. */
const long = folder.write(`${'x'.repeat(246)}.wav`, wav);

/** Prepares an output folder in which the result of `first.wav` cannot be written. */
function blockedFolder(name, block) {
  const output = `${folder.path}/${name}`;
  mkdirSync(output);
  block(`${output}/first.csv`);
  return output;
}

/** Checks that one file fails with one line, and that the other one has its result. */
function checkOthersContinue(output, reason) {
  const { status, stdout, stderr } = classify('--format', 'csv', '--output', output, first, last);
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /^pinna: [^\n]+\n$/);
  assert.ok(stderr.startsWith(`pinna: ${first}: ${output}/first.csv cannot be written: `), stderr);
  assert.match(stderr, reason);
  assert.match(readFileSync(`${output}/last.csv`, 'utf8'), /^file,/);
  assert.deepEqual(
    readdirSync(output).filter((name) => name.includes('partial')),
    [],
  );
}

test('a folder that has the name of a result', () => {
  checkOthersContinue(blockedFolder('folder', mkdirSync), /a folder has this name/);
});

test('a full disk', { skip: !hasFull }, () => {
  checkOthersContinue(
    blockedFolder('full', (path) => symlinkSync(FULL, path)),
    /the disk is full\. Free some space\./,
  );
});

test('a name that is too long', () => {
  const output = `${folder.path}/long`;
  const { status, stderr } = classify('--format', 'audacity', '--output', output, long, last);
  assert.equal(status, 1);
  assert.match(stderr, /^pinna: [^\n]+ cannot be written: the name is too long\. Rename the sound file\.\n$/);
  assert.deepEqual(readdirSync(output), ['last.labels.txt']);
});

test('a name that is just short enough', () => {
  const output = `${folder.path}/short`;
  const { status, stderr } = classify('--format', 'csv', '--output', output, long);
  assert.deepEqual([status, stderr], [0, '']);
  assert.deepEqual(readdirSync(output), [`${'x'.repeat(246)}.csv`]);
});

test('a file where the output folder should be', () => {
  for (const output of [first, `${first}/inside`]) {
    const { status, stdout, stderr } = classify('--format', 'csv', '--output', output, last);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /^pinna: [^\n]+ cannot be written: a file is where a folder is needed[^\n]+\n$/);
  }
  assert.deepEqual(readFileSync(first), wav);
});

test('an output folder without write permission', { skip: isRoot && 'root may write everywhere' }, () => {
  const output = `${folder.path}/locked`;
  mkdirSync(output, { mode: 0o555 });
  const { status, stderr } = classify('--format', 'csv', '--output', output, first, last);
  assert.equal(status, 1);
  assert.match(stderr, /^(pinna: [^\n]+ there is no permission to write it[^\n]+\n){2}$/);
});

test('an existing result stays if the new one cannot be written', () => {
  const output = `${folder.path}/kept`;
  classify('--format', 'csv', '--output', output, first);
  const before = readFileSync(`${output}/first.csv`);
  classify('--format', 'csv', '--output', output, first);
  assert.deepEqual(readFileSync(`${output}/first.csv`), before);
  assert.deepEqual(readdirSync(output), ['first.csv']);
});

test('standard output on a full disk: one line, status 1', { skip: !hasFull }, () => {
  for (const args of [
    ['classify', '--model', TINY, '--backend', 'wasm', first],
    ['describe', first],
    ['classes'],
    ['--help'],
  ]) {
    const command = `"${process.execPath}" "${PINNA}" ${args.map((arg) => `"${arg}"`).join(' ')} > ${FULL}`;
    const { status, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    assert.equal(status, 1, args[0]);
    assert.match(stderr, /^pinna: Standard output cannot be written: the disk is full\. Free some space\.\n$/, args[0]);
  }
});

test('figures on a full disk: one line, status 1, never code', { skip: !hasFull }, () => {
  const data = new Folder();
  data.write('a.wav', wav);
  data.write('manifest.csv', 'path,events\na.wav,dog\n');
  for (const option of ['--json', '--predictions']) {
    const { status, stderr } = pinna(
      'evaluate',
      '--data',
      data.path,
      '--backend',
      'wasm',
      '--model',
      TINY,
      option,
      FULL,
    );
    assert.equal(status, 1, option);
    assert.match(stderr, /^pinna: [^\n]+ cannot be written: the disk is full[^\n]+\n$/, option);
  }
});

test('teach with an output that cannot be written: one line that names the option, before or after the work', () => {
  const lessons = new Folder();
  mkdirSync(`${lessons.path}/chirp`);
  lessons.write('chirp/one.wav', wavFile([chirp(1)], 16_000));
  for (const [out, says] of [
    [lessons.path, /a folder has this name\. Check --out\.\n$/],
    [`${lessons.path}/${'x'.repeat(256)}`, /the name is too long\. Check --out\.\n$/],
    ...(hasFull ? [[FULL, /the disk is full\. Free some space\.\n$/]] : []),
  ]) {
    const { status, stdout, stderr } = pinna(
      'teach',
      lessons.path,
      '--out',
      out,
      '--model',
      MODEL,
      '--backend',
      'wasm',
    );
    assert.equal(stdout, '');
    assert.match(stderr.replace(/^pinna: Warning: [^\n]+\n/gm, ''), /^pinna: [^\n]+ cannot be written: [^\n]+\n$/);
    assert.match(stderr, says);
    assert.equal(status, out === FULL ? 1 : 2);
  }
  assert.deepEqual(readdirSync(lessons.path), ['chirp']);
});

test('a reader may close the pipe early', () => {
  const command = `( "${process.execPath}" "${PINNA}" --help; echo "status $?" >&2 ) | true`;
  assert.equal(spawnSync('sh', ['-c', command], { encoding: 'utf8' }).stderr, 'status 0\n');
});

test('names cannot control the terminal', () => {
  const { stderr } = classify(`${folder.path}/no\x1b[2J\nsuch.wav`);
  assert.match(stderr, /^pinna: [^\n]+\n$/);
  assert.ok(!stderr.includes('\x1b'));
});

test('piped, the summary line is the default; the table is for people', () => {
  const [summary] = jsonLines(classify(first).stdout);
  assert.equal(summary.file, first);
  assert.equal(classify('--format', 'summary', first).stdout, classify(first).stdout);
  assert.ok(classify('--format', 'table', first).stdout.startsWith(`${first}  0:01\n  `));
});
