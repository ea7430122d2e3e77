import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { classify, encoded, Folder, jsonLines } from '../harness/run-pinna.mjs';
import { ownModules } from './own-modules.mjs';
import { chirp, wavFile } from './sounds.mjs';

const folder = new Folder();
const sound = chirp(0.5);
const good = wavFile([sound], 16_000);
const goodFile = folder.write('good.wav', good);

/** Returns the single line printed about each bad file. A good file before and after them is still classified. */
function complaints(files) {
  const { status, stdout, stderr } = classify(goodFile, ...files, goodFile);
  const lines = stderr.split('\n').slice(0, -1);
  assert.equal(status, 1);
  assert.equal(lines.length, files.length, stderr);
  const summaries = jsonLines(stdout);
  assert.deepEqual(
    summaries.map(({ file }) => file),
    [goodFile, goodFile],
  );
  assert.deepEqual(summaries[0].events, summaries[1].events);
  files.forEach((file, i) => assert.ok(lines[i].startsWith(`pinna: ${file}: `), lines[i]));
  return lines.map((line, i) => line.slice(`pinna: ${files[i]}: `.length));
}

const { oggOf, paged, OPUS_DURATIONS } = await ownModules(['../test/unit/containers/ogg-files.js'], 'ogg-files');

/** Returns the Opus fixture without the page from 0.114 to 0.174 s. */
function withoutPage() {
  const stream = paged(readFileSync(encoded('chirp.opus')), 2, OPUS_DURATIONS, 24_312);
  return oggOf({ ...stream, pages: stream.pages.filter((_, i) => i !== 2) });
}

/** Returns a WAV file whose header declares GSM 6.10. */
function gsm() {
  const file = Buffer.from(good);
  file.writeUInt16LE(0x31, 20);
  return file;
}

/** Checks that files are analysed with these warnings and durations, one by one and side by side. @param files path, warning, seconds */
function warns(files, ...options) {
  for (const jobs of ['1', '2']) {
    const { status, stdout, stderr } = classify(...options, '--jobs', jobs, ...files.map(([file]) => file));
    assert.equal(status, 0, stderr);
    const lines = stderr.split('\n').slice(0, -1);
    assert.equal(lines.length, files.length, stderr);
    files.forEach(([, warning], i) => assert.match(lines[i], warning));
    assert.deepEqual(
      jsonLines(stdout).map(({ seconds }) => seconds),
      files.map(([, , seconds]) => seconds),
    );
  }
}

test('says of each unreadable file what it is', () => {
  const lines = complaints([
    `${folder.path}/none.wav`,
    folder.write('empty.wav', ''),
    folder.write('text.mp3', 'Not a sound.\n'.repeat(1000)),
    folder.write('utf16.mp3', Buffer.from('\ufeffA text.\n'.repeat(1000), 'utf16le')),
    folder.write('no-sound.wav', wavFile([new Float32Array(0)], 16_000)),
    folder.write('other-codec.ogg', Buffer.from(`OggS${'\0'.repeat(24)}\x80theora${'\0'.repeat(99)}`, 'latin1')),
    folder.write('no-sound.mp3', Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0]), Buffer.alloc(40)])),
  ]);
  const expected = [/no such file/, /empty/, /not WAV/, /not WAV/, /no sound/, /not WAV/, /no sound/];
  lines.forEach((line, i) => assert.match(line, expected[i]));
});

test('does not pass off part of a file as all of it', () => {
  const cut = (name, content) => folder.write(name, content.subarray(0, Math.round(content.length * 0.6)));
  const lines = complaints([
    cut('cut.wav', good),
    folder.write('header.wav', good.subarray(0, 20)),
    ...['chirp.flac', 'chirp.mp3', 'chirp.ogg', 'chirp.opus'].map((name) => cut(name, readFileSync(encoded(name)))),
    folder.write('header.flac', readFileSync(encoded('chirp.flac')).subarray(0, 20)),
    folder.write('header.ogg', readFileSync(encoded('chirp.ogg')).subarray(0, 50)),
  ]);
  for (const line of lines) assert.match(line, /cut short/);
});

test('refuses a FLAC with a damaged frame', () => {
  const flac = readFileSync(encoded('chirp.flac'));
  flac.fill(0x55, flac.length >> 1, (flac.length >> 1) + 50);
  assert.match(complaints([folder.write('damaged.flac', flac)])[0], /damaged/);
});

test('warns of damage that the decoder passed over, without the decoder talking', () => {
  const mp3 = Buffer.concat([readFileSync(encoded('chirp.mp3')), Buffer.alloc(3000)]);
  const { status, stdout, stderr } = classify(folder.write('damaged.mp3', mp3));
  assert.equal(status, 0);
  assert.match(stderr, /^pinna: .*damaged\.mp3: Warning: [^\n]*\n$/);
  assert.equal(jsonLines(stdout)[0].seconds, 0.5);
});

test('classifies the rest where the last bytes are missing or a part was lost, and says so', () => {
  const files = [
    [
      folder.write('last-byte.wav', good.subarray(0, -1)),
      /Warning: the last bytes of the file are missing\.$/,
      0.499937,
    ],
    [
      folder.write('lost.opus', withoutPage()),
      /Warning: the sound from 0\.11 s to 0\.17 s is missing\. Silence takes /,
      0.5,
    ],
  ];
  warns(files);
});

test('analyses what is there of a cut or damaged file if it is asked to, and says how much', () => {
  const flac = readFileSync(encoded('chirp.flac'));
  const damaged = Buffer.from(flac).fill(0x55, flac.length >> 1, (flac.length >> 1) + 50);
  const files = [
    [
      folder.write('half.wav', good.subarray(0, 44 + 8000)),
      /Warning: the file is cut short: it ends after 0\.25 s of 0\.50 s\.$/,
      0.25,
    ],
    [folder.write('hole.flac', damaged), /Warning: the sound from \d\.\d\d s to \d\.\d\d s is missing\. /, 0.5],
  ];
  warns(files, '--partial');
});

test('names formats that it does not read, by their content', () => {
  const lines = complaints([
    folder.write('song.m4a', Buffer.from(`\0\0\0\x18ftypM4A ${'\0'.repeat(200)}`, 'latin1')),
    folder.write('tagged.mp3', Buffer.from(`ID3\x04\0\0\0\0\0\0\xff\xf1\x50${'\0'.repeat(200)}`, 'latin1')),
    folder.write('call.wav', gsm()),
  ]);
  const expected = [/MP4 \(M4A\), not WAV/, /AAC, not WAV/, /GSM 6\.10/];
  lines.forEach((line, i) => assert.match(line, expected[i]));
});

test('names the rate that cannot be analysed', () => {
  const rates = [6000, 384_000];
  const files = rates.map((rate) => folder.write(`${rate}.wav`, wavFile([chirp(0.1, rate)], rate)));
  complaints(files).forEach((line, i) => assert.ok(line.includes(`${rates[i]} Hz`), line));
});

test('has no scores, and does not fall, for a file shorter than a frame', () => {
  const { status, stdout } = classify(folder.write('short.wav', wavFile([sound.subarray(0, 511)], 16_000)));
  assert.equal(status, 0);
  const [{ seconds, frames, genre, bird, events, detections }] = jsonLines(stdout);
  assert.deepEqual(
    { seconds, frames, genre, bird, events, detections },
    {
      seconds: 0.031938,
      frames: 0,
      genre: { clip: null },
      bird: { clip: null },
      events: { clip: null },
      detections: [],
    },
  );
});
