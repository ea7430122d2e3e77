import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { classify, encoded, Folder, jsonLines } from '../harness/run-pinna.mjs';
import { chirp, wavFile } from './sounds.mjs';

const folder = new Folder();
const sound = chirp(0.5);
const reference = folder.write('s16.wav', wavFile([sound], 16_000));

/** Returns the largest difference of any clip score between two summaries. */
function difference(a, b) {
  const scores = (summary) => [
    ...Object.values(summary.genre.clip),
    summary.bird.clip,
    ...Object.values(summary.events.clip),
  ];
  const other = scores(b);
  return Math.max(...scores(a).map((score, i) => Math.abs(score - other[i])));
}

/** Classifies the reference and these files in one run. */
function against(files) {
  const { status, stdout, stderr } = classify(reference, ...files);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  return jsonLines(stdout);
}

test('reads WAV of every sample format and mixes channels by their mean', () => {
  const halves = [sound.map((x) => 1.5 * x), sound.map((x) => 0.5 * x)];
  const files = ['u8', 's24', 's32', 'f32', 'f64'].map((format) =>
    folder.write(`${format}.wav`, wavFile([sound], 16_000, format)),
  );
  const stereo = folder.write('stereo.wav', wavFile(halves, 16_000, 'f32'));
  const loud = folder.write('loud.wav', wavFile([halves[0]], 16_000, 'f32'));
  const [s16, u8, ...others] = against([...files, stereo, loud]);
  const louder = others.pop();
  for (const other of others) {
    assert.ok(difference(s16, other) < 1e-3, other.file);
    assert.equal(other.seconds, 0.5);
    assert.equal(other.frames, 24);
  }
  // Eight bits add quantisation noise.
  assert.ok(difference(s16, u8) < 0.05);
  assert.ok(difference(s16, louder) > 2e-3, 'the scores distinguish levels');
});

test('reads FLAC, MP3, Ogg Vorbis and Ogg Opus', () => {
  const [wav, flac, mp3, ogg, opus] = against(['chirp.flac', 'chirp.mp3', 'chirp.ogg', 'chirp.opus'].map(encoded));
  assert.ok(difference(wav, flac) < 1e-4);
  for (const lossy of [mp3, ogg, opus]) assert.ok(difference(wav, lossy) < 0.05, lossy.file);
  for (const { seconds, frames } of [flac, mp3, ogg, opus])
    assert.deepEqual({ seconds, frames }, { seconds: 0.5, frames: 24 });
  assert.deepEqual(
    [flac, mp3, ogg, opus].map(({ sampleRate }) => sampleRate),
    [16_000, 16_000, 16_000, 48_000],
  );
});

test('goes by content, past a tag, and takes a WAV whose length was not known when it began', () => {
  const id3 = Buffer.alloc(10 + 300);
  id3.write('ID3\x04', 'latin1');
  id3[8] = 300 >> 7;
  id3[9] = 300 & 127;
  const piped = wavFile([sound], 16_000);
  piped.writeUInt32LE(0xffffffff, 40);
  const files = [
    folder.write('tagged.bin', Buffer.concat([id3, readFileSync(encoded('chirp.mp3'))])),
    folder.write('tagged.flac', Buffer.concat([id3, readFileSync(encoded('chirp.flac'))])),
    folder.write('piped', piped),
  ];
  const summaries = against(files);
  for (const summary of summaries) assert.equal(summary.seconds, 0.5, summary.file);
});

test('takes the rates that devices have as they are', () => {
  const rates = [16_000, 22_050, 24_000, 32_000, 44_056, 44_100, 48_000, 88_200, 96_000, 192_000];
  const files = rates.map((rate) => folder.write(`${rate}.wav`, wavFile([chirp(0.5, rate)], rate, 'f32')));
  const [, ...summaries] = against(files);
  assert.deepEqual(
    summaries.map(({ sampleRate, seconds, frames }) => [sampleRate, seconds, frames]),
    rates.map((rate) => [rate, 0.5, 24]),
  );
});

test('analyses the available bands below 16 kHz, and warns about the missing ones', () => {
  const rates = [8000, 11_025, 12_000];
  const files = rates.map((rate) => folder.write(`low-${rate}.wav`, wavFile([chirp(0.5, rate)], rate, 'f32')));
  const { status, stdout, stderr } = classify(...files);
  assert.equal(status, 0);
  assert.deepEqual(
    jsonLines(stdout).map(({ sampleRate, frames }) => [sampleRate, frames]),
    rates.map((rate) => [rate, 24]),
  );
  const lines = stderr.split('\n').slice(0, -1);
  assert.equal(lines.length, rates.length, stderr);
  rates.forEach((rate, i) =>
    assert.match(lines[i], new RegExp(`Warning: at ${rate} Hz there is no sound above ${rate / 2} Hz; \\d+ of 64`)),
  );
});

test('hears 1 to 32 channels', () => {
  const counts = [1, 3, 6, 32];
  const channels = (count) => Array.from({ length: count }, (_, c) => sound.map((x) => (c % 2 ? 0.5 : 1.5) * x));
  const files = counts.map((count) =>
    folder.write(`${count}-channels.wav`, wavFile(count === 1 ? [sound] : channels(count), 16_000, 'f32')),
  );
  const [mono, ...others] = against(files).slice(1);
  // With an odd number of channels, the mean contains one more of the louder ones.
  assert.ok(difference(mono, others[1]) < 1e-3);
  assert.ok(difference(mono, others[2]) < 1e-3);
  for (const { frames } of others) assert.equal(frames, 24);
});

test('stays finite for a full-scale square, a constant, denormals, NaN and infinite numbers', () => {
  const length = 8000;
  const signals = {
    square: Float32Array.from({ length }, (_, i) => (i % 32 < 16 ? 1 : -1)),
    constant: new Float32Array(length).fill(1),
    denormal: Float32Array.from({ length }, (_, i) => (i % 2 ? 1e-40 : -1e-44)),
    nan: new Float32Array(length).fill(NaN),
    infinite: Float32Array.from({ length }, (_, i) => (i % 2 ? Infinity : -Infinity)),
    huge: Float32Array.from({ length }, (_, i) => (i % 2 ? 3.4e38 : -3.4e38)),
  };
  const files = Object.entries(signals).map(([name, signal]) =>
    folder.write(`${name}.wav`, wavFile([signal], 16_000, 'f32')),
  );
  for (const summary of against(files)) {
    const scores = [...Object.values(summary.genre.clip), summary.bird.clip, ...Object.values(summary.events.clip)];
    assert.ok(
      scores.every((value) => value >= 0 && value <= 1),
      summary.file,
    );
  }
});
