import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { classify, Folder, jsonLines } from '../harness/run-pinna.mjs';
import { chirp, wavFile } from './sounds.mjs';

const folder = new Folder();
const archive = join(folder.path, 'archive');
/** Files in the expected order, that of code units, which depends on no language. */
const NAMES = ['10.wav', '2.wav', 'B.wav', 'a.wav', 'deep/down/x.WAV', 'deep/x.wav', 'z.wav', 'ä.wav'];
mkdirSync(join(archive, 'deep/down'), { recursive: true });
NAMES.forEach((name, i) => {
  const bursts = chirp(0.6 + 0.3 * (i % 3)).map((x, n) => (Math.floor(n / (2000 + 500 * i)) % 3 === 1 ? x / 300 : x));
  writeFileSync(join(archive, name), wavFile([bursts], 16_000));
});
writeFileSync(join(archive, 'notes.txt'), 'No sound.');
// What macOS puts beside a file on a foreign disk.
writeFileSync(join(archive, '._a.wav'), Buffer.from([0, 5, 0x16, 7, 0, 2, 0, 0]));
writeFileSync(join(archive, 'broken.wav'), 'No sound either.');
const HEARD = [...NAMES.slice(0, 4), 'broken.wav', ...NAMES.slice(4)];

/** Returns every file below a folder with its content. */
function contents(path) {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const named = files.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(named.sort().map((file) => [file.slice(path.length), readFileSync(file, 'utf8')]));
}

test('a folder is the sound files in it and below it, in the order of their names', () => {
  const { status, stdout, stderr } = classify(archive);
  assert.equal(status, 1);
  assert.match(stderr, /^pinna: [^\n]*broken\.wav: [^\n]+\n$/);
  assert.deepEqual(
    jsonLines(stdout).map(({ file }) => file),
    HEARD.filter((name) => name !== 'broken.wav').map((name) => join(archive, name)),
  );
});

for (const { format, jobs, count } of [
  { format: 'summary', jobs: 5, count: 3 },
  { format: 'csv', jobs: 2, count: 11 },
  { format: 'jsonl', jobs: 3, count: 2 },
]) {
  test(`${format}: shards one after another, and any number of jobs, are byte for byte a single run`, () => {
    const run = (...args) => classify('--format', format, ...args, archive);
    const whole = run();
    assert.ok(whole.stdout.length > 1000);
    const { stdout, stderr } = run('--jobs', jobs);
    assert.equal(stdout, whole.stdout);
    assert.equal(stderr, whole.stderr);
    const parts = Array.from({ length: count }, (_, i) => run('--shard', `${i + 1}/${count}`, '--jobs', 2));
    assert.equal(parts.map((part) => part.stdout).join(''), whole.stdout);
    assert.equal(parts.map((part) => part.stderr).join(''), whole.stderr);
  });
}

test('a table has its head also when the first shard has no result', () => {
  const broken = join(archive, 'broken.wav');
  const good = join(archive, 'a.wav');
  const run = (...args) => classify('--format', 'csv', ...args, broken, good).stdout;
  assert.equal(run('--shard', '1/2') + run('--shard', '2/2'), run());
});

test('separate files: shards fill one folder as a single run does, and keep the folders in between', () => {
  const run = (output, ...args) =>
    classify('--format', 'frames', '--output', join(folder.path, output), ...args, archive);
  run('whole');
  run('shards', '--shard', '1/3');
  run('shards', '--shard', '2/3', '--jobs', 3);
  run('shards', '--shard', '3/3');
  const whole = contents(join(folder.path, 'whole'));
  assert.deepEqual(Object.keys(whole).sort(), NAMES.map((name) => `/${name.replace(/\.wav$/i, '.tsv')}`).sort());
  assert.deepEqual(contents(join(folder.path, 'shards')), whole);
});

test('the cost is reported where it is asked for, and nowhere else', () => {
  const file = join(archive, 'a.wav');
  assert.ok(!('costPerSecond' in jsonLines(classify(file).stdout)[0]));
  const { costPerSecond } = jsonLines(classify('--cost', file).stdout)[0];
  assert.ok(costPerSecond > 0 && costPerSecond < 5);
});

test('a folder without sound: one line, status 2', () => {
  mkdirSync(join(folder.path, 'empty'));
  const { status, stdout, stderr } = classify(join(folder.path, 'empty'));
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /^pinna: There is no sound file in [^\n]+\n$/);
});

test('reads files whose names are not UTF-8, named or in a folder', { skip: process.platform !== 'linux' }, () => {
  const names = [Buffer.from('caf\xe9.wav', 'latin1'), Buffer.from('\xff\xfe.wav', 'latin1')];
  const odd = join(folder.path, 'odd');
  mkdirSync(odd);
  for (const name of names) writeFileSync(Buffer.concat([Buffer.from(`${odd}/`), name]), wavFile([chirp(0.5)], 16_000));
  const { status, stdout, stderr } = classify(odd);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.deepEqual(
    jsonLines(stdout).map(({ file }) => file),
    [`${odd}/caf\udce9.wav`, `${odd}/\udcff\udcfe.wav`],
  );
  // Node reads the name of an argument as `caf\ufffd.wav`.
  const named = classify(`${odd}/caf\ufffd.wav`);
  assert.equal(named.status, 0, named.stderr);
  assert.equal(jsonLines(named.stdout)[0].seconds, 0.5);
});

test('says that a pipe is a pipe', { skip: process.platform === 'win32' }, () => {
  const pipe = join(folder.path, 'pipe.wav');
  execFileSync('mkfifo', [pipe]);
  const { status, stderr } = classify(pipe);
  assert.equal(status, 1);
  assert.match(stderr, /pipe\.wav: This is a pipe, not a file\. .*pinna listen/);
});
