import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { classify, encoded, Folder, jsonLines } from './run-pinna.mjs';
import { chirp, wavFile } from './sounds.mjs';

const folder = new Folder();
const sound = chirp(0.5);
const reference = folder.write('s16.wav', wavFile([sound], 16_000));

/** Largest difference of any clip score between two summaries. */
function difference(a, b) {
  const scores = (summary) => [
    ...Object.values(summary.genre.clip),
    summary.bird.clip,
    ...Object.values(summary.events.clip),
  ];
  const other = scores(b);
  return Math.max(...scores(a).map((score, i) => Math.abs(score - other[i])));
}

/** Classifies the reference and these, in one run. */
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
  // Eight bits add noise of their own.
  assert.ok(difference(s16, u8) < 0.05);
  assert.ok(difference(s16, louder) > 2e-3, 'the scores tell levels apart');
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
  const rates = [22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000];
  const files = rates.map((rate) => folder.write(`${rate}.wav`, wavFile([chirp(0.5, rate)], rate, 'f32')));
  const [, ...summaries] = against(files);
  assert.deepEqual(
    summaries.map(({ sampleRate, seconds, frames }) => [sampleRate, seconds, frames]),
    rates.map((rate) => [rate, 0.5, 24]),
  );
});
