import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import decode from '@audio/decode-wav';
import { build } from 'esbuild';
import { classify, Folder, jsonLines } from '../harness/run-pinna.mjs';
import { chirp } from './sounds.mjs';

const entry = fileURLToPath(new URL('../../src/formats/write-wav.ts', import.meta.url));
const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', write: false });
const { writeWav } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);

const folder = new Folder();
const sound = Float32Array.from(chirp(1));

for (const bits of [16, 24]) {
  test(`@audio/decode-wav reads a WAV file of ${bits} bits back`, async () => {
    for (const channels of [[sound], [sound, sound.map((x) => -x)]]) {
      const { sampleRate, channelData } = decode(writeWav(channels, { sampleRate: 16_000, bits, title: 'dog' }));
      assert.equal(sampleRate, 16_000);
      assert.equal(channelData.length, channels.length);
      channelData.forEach((samples, c) => {
        assert.equal(samples.length, sound.length);
        // Half a step of rounding error, and up to one step between readers that divide by 2ⁿ and by 2ⁿ − 1.
        assert.ok(samples.every((x, i) => Math.abs(x - channels[c][i]) < 1.6 / 2 ** (bits - 1)));
      });
    }
  });

  test(`the command line classifies a WAV file of ${bits} bits`, () => {
    const file = folder.write(
      `excerpt-${bits}.wav`,
      writeWav([sound], { sampleRate: 16_000, bits, comment: 'crnn 1.0.0' }),
    );
    const { status, stdout, stderr } = classify(file);
    assert.deepEqual([status, stderr], [0, '']);
    assert.equal(jsonLines(stdout)[0].seconds, 1);
  });
}
