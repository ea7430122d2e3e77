import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { classify, encoded, Folder, jsonLines, PINNA, TINY } from '../harness/run-pinna.mjs';
import { chirp, wavFile } from './sounds.mjs';

const folder = new Folder();
/** Bursts of different lengths, so that detections start and end. */
const bursts = chirp(4).map((x, n) => (Math.floor(n / 5000) % 3 === 1 ? x / 300 : x));
const wav = wavFile([bursts], 16_000);
const samples = wav.subarray(44);
const file = folder.write('bursts.wav', wav);
const ARGS = ['listen', '--model', TINY, '--backend', 'wasm'];

/** Pipes bytes into `pinna listen`. */
function listen(input, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PINNA, ...ARGS, ...args], {
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** Returns the lines of sound that is analysed without a complaint. */
function linesOf(input, ...args) {
  const { status, stdout, stderr } = listen(input, ...args);
  assert.deepEqual([status, stderr], [0, '']);
  return jsonLines(stdout);
}

/** Returns what a line says about the sound, without its wall-clock time. */
const about = ({ phase, id, label, onset, offset }) => ({ phase, id, label, onset, offset });
const expected = linesOf(wav);

test('has two lines per sound: when it begins, and when it has ended', () => {
  const starts = expected.filter(({ phase }) => phase === 'start');
  const ends = expected.filter(({ phase }) => phase === 'end');
  assert.ok(starts.length > 1);
  for (const start of starts) {
    assert.equal(start.offset, null);
    const end = ends.find(({ id }) => id === start.id);
    assert.deepEqual([end.label, end.onset, end.onsetTime], [start.label, start.onset, start.onsetTime]);
    assert.ok(end.offset > end.onset);
    assert.match(start.onsetTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
    const [time, endTime] = [start.onsetTime, end.offsetTime].map((text) => new Date(text).getTime());
    assert.ok(Math.abs((endTime - time) / 1000 - (end.offset - end.onset)) < 0.002);
    assert.ok(Math.abs(Date.now() - time) < 60_000);
  }
  assert.equal(ends.length, starts.length);
});

test('reports what classify reports for the same sound', () => {
  const { detections } = jsonLines(classify(file).stdout)[0];
  const ends = expected.filter(({ phase }) => phase === 'end').sort((a, b) => a.onset - b.onset || a.id - b.id);
  assert.deepEqual(
    ends.map(({ head, label, onset, offset }) => ({ head, label, onset, offset })),
    detections.map(({ head, label, onset, offset }) => ({ head, label, onset, offset })),
  );
});

for (const size of [0xffffffff, 0x7ffff000, 0x7fffffff, 0x80000000, 0]) {
  test(`a header with the size 0x${size.toString(16)} is read to the end`, () => {
    const piped = Buffer.from(wav);
    piped.writeUInt32LE(size, 40);
    assert.deepEqual(linesOf(piped).map(about), expected.map(about));
  });
}

test('what follows the samples of a file is not sound', () => {
  const list = Buffer.concat([Buffer.from('LIST\xa0\x0f\0\0', 'latin1'), Buffer.alloc(4000, 'no sound')]);
  assert.deepEqual(linesOf(Buffer.concat([wav, list])).map(about), expected.map(about));
});

test('chunks before the samples are skipped, also of an odd length', () => {
  const odd = Buffer.from('bext\x05\0\0\0hello\0', 'latin1');
  assert.deepEqual(
    linesOf(Buffer.concat([wav.subarray(0, 12), odd, wav.subarray(12)])).map(about),
    expected.map(about),
  );
});

test('raw samples, and their channels and encodings', () => {
  assert.deepEqual(linesOf(samples, '--rate', '16000').map(about), expected.map(about));
  const stereo = wavFile([bursts, bursts], 16_000, 'f32').subarray(44);
  const found = linesOf(stereo, '--rate', '16000', '--channels', '2', '--sample', 'f32');
  assert.deepEqual(
    found.map(({ label }) => label),
    expected.map(({ label }) => label),
  );
});

test('the source is in every line', () => {
  for (const line of linesOf(wav, '--source', 'garden')) assert.equal(line.source, 'garden');
});

test('a file has no wall-clock time', () => {
  const command = `"${process.execPath}" "${PINNA}" ${ARGS.map((arg) => `"${arg}"`).join(' ')} < "${file}"`;
  const lines = jsonLines(spawnSync('sh', ['-c', command], { encoding: 'utf8' }).stdout);
  assert.deepEqual(lines.map(about), expected.map(about));
  for (const line of lines) assert.ok(!('onsetTime' in line));
});

const wrong = {
  nothing: [Buffer.alloc(0), /ended before any sound/],
  'raw samples without a rate': [samples, /--rate/],
  FLAC: ['fLaC and so on, further than a header', /is FLAC.*ffmpeg/],
  'a header that is cut': [wav.subarray(0, 30), /cut short|damaged/],
  'a codec that cannot be decoded': [withTag(0x31), /GSM/],
  'a sample rate that is too low': [wavFile([bursts], 4000), /4000/],
};
for (const [what, [input, message]] of Object.entries(wrong)) {
  test(`${what}: one line, status 1`, () => {
    const { status, stdout, stderr } = listen(input);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /^pinna: [^\n]+\n$/);
    assert.match(stderr, message);
  });
}

/** Returns the WAV file with another format tag. */
function withTag(tag) {
  const changed = Buffer.from(wav);
  changed.writeUInt16LE(tag, 20);
  return changed;
}

test('other sound files are named with what to do', async () => {
  const { readFileSync, readdirSync } = await import('node:fs');
  const names = readdirSync(encoded('')).filter((name) => /\.(flac|ogg|opus)$/.test(name));
  assert.ok(names.length > 0);
  for (const name of names) {
    const { status, stderr } = listen(readFileSync(encoded(name)));
    assert.equal(status, 1);
    assert.match(stderr, /is (FLAC|Ogg)\. Convert it: ffmpeg/, name);
  }
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  test(`${signal} ends the sounds that last, with status 0`, async () => {
    const child = spawn(process.execPath, [PINNA, ...ARGS], { stdio: ['pipe', 'pipe', 'pipe'] });
    const ended = once(child, 'close');
    let stdout = '';
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      // A second signal would end it at once.
      if (stdout === '') child.kill(signal);
      stdout += text;
    });
    // Not ended: more sound may come.
    child.stdin.on('error', () => undefined).write(wav);
    const [status] = await ended;
    assert.deepEqual([status, stderr], [0, '']);
    const lines = jsonLines(stdout);
    const ids = (phase) => lines.filter((line) => line.phase === phase).map(({ id }) => id);
    assert.deepEqual(ids('end').sort(), ids('start').sort());
  });
}

test('chords: a line for each change, with the key, and the same sounds as without', () => {
  const rate = 16_000;
  const chord = (notes) =>
    Float32Array.from({ length: 3 * rate }, (_, n) =>
      notes.reduce((sum, note) => sum + 0.2 * Math.sin((2 * Math.PI * 440 * 2 ** ((note - 69) / 12) * n) / rate), 0),
    );
  // C major, F major, G major, each with its root doubled.
  const song = [
    [60, 64, 67, 72],
    [65, 69, 72, 77],
    [67, 71, 74, 55],
  ].flatMap((notes) => [...chord(notes)]);
  const lines = linesOf(wavFile([song], rate), '--chords');
  const chords = lines.filter(({ phase }) => phase === 'chord');
  const names = chords.map(({ label }) => label).filter((label) => label !== 'N');
  assert.deepEqual(names, ['C:maj', 'F:maj', 'G:maj']);
  for (const { label, at, atTime, fit, key, ...rest } of chords) {
    assert.deepEqual(Object.keys(rest), ['phase']);
    assert.ok(fit >= 0 && fit <= 1 && (key === null || /^[A-G]#?:(maj|min)$/.test(key)), `${label}: ${fit}, ${key}`);
    assert.match(atTime, /^\d{4}-/);
    const due = ['C:maj', 'F:maj', 'G:maj'].indexOf(label) * 3;
    if (due >= 0) assert.ok(Math.abs(at - due) < 0.6, `${label} at ${at}`);
  }
  assert.deepEqual(
    lines.filter(({ phase }) => phase !== 'chord').map(about),
    linesOf(wavFile([song], rate)).map(about),
  );
  const { status, stderr } = listen(wav, '--chords', '--format', 'answer');
  assert.equal(status, 2);
  assert.match(stderr, /--format jsonl with --chords/);
});

test('a reader that closes the output early is not an error', () => {
  const command = `cat "${file}" | "${process.execPath}" "${PINNA}" ${ARGS.map((arg) => `"${arg}"`).join(' ')} | head -n 1`;
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.equal(stdout.split('\n').length, 2);
});
