/** Tests the path of a file on the command line, from its first bytes to samples, with broken and misleading files. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { EXACT } from './inexact-sounds.mjs';
import { ownModules } from './own-modules.mjs';
import { encoded, Folder } from '../harness/run-pinna.mjs';
import { chirp, wavFile } from './sounds.mjs';

const folder = new Folder();
/** The same seed in every run, unless one is given: `PINNA_FUZZ=100000 PINNA_SEED=7 node --test test/cli/fuzz.test.mjs`. */
const seed = Number(process.env.PINNA_SEED ?? 20_261_121);
const numRuns = Number(process.env.PINNA_FUZZ ?? 10_000);
/** Number of files that are decoded, too. */
const decoded = Math.ceil(numRuns / 10);
/** Mean time limit for decoding a file, ms. */
const TIME_LIMIT = 200;
console.log(`Seed ${seed}, ${numRuns} files, of which ${decoded} are decoded.`);

const { ByteReader, planSound, decodeFile, PinnaError, generatedSounds } = await ownModules(
  [
    '../test/unit/containers/generated-sounds.js',
    'containers/byte-reader.js',
    'containers/plan-sound.js',
    'cli/files/decode-file.js',
    'errors.js',
  ],
  'fuzz-reader',
);

const [mp3, ogg, opus] = ['mp3', 'ogg', 'opus'].map((name) => new Uint8Array(readFileSync(encoded(`chirp.${name}`))));
const bare = ['aiff', 'aiff, AIFC sowt', 'caf', 'au', 'wave64'];
const wholes = [
  ...generatedSounds({ mp3, ogg, opus })
    .filter(({ name }) => bare.includes(name))
    .map(({ bytes }) => Buffer.from(bytes)),
  ...['u8', 's16', 's24', 'f32'].map((format) => wavFile([chirp(0.05), chirp(0.05)], 16_000, format)),
  ...['chirp.flac', 'chirp.mp3', 'chirp.ogg', 'chirp.opus'].map((name) => readFileSync(encoded(name))),
  ...['odd-list.wav', 'bw64.wav', '24-in-32.wav', 'tags-behind.flac'].map((name) => EXACT[name]),
];

/** Misleading sizes and counts. */
const word = fc.constantFrom(0, 1, 2, 3, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff, 65_535, 384_000);

/** A sound file with changed bytes, replaced header numbers, missing bytes or additional bytes at the end. */
const broken = fc
  .record({
    whole: fc.constantFrom(...wholes),
    bytes: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 }),
    words: fc.array(fc.tuple(fc.nat({ max: 15 }), word), { maxLength: 2 }),
    end: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
    more: fc.uint8Array({ maxLength: 40 }),
  })
  .map(({ whole, bytes, words, end, more }) => {
    const file = Buffer.concat([whole.subarray(0, Math.round(whole.length * end)), more]);
    for (const [at, byte] of bytes) if (file.length > 0) file[at % file.length] = byte;
    for (const [at, value] of words) if (file.length >= 4 * at + 4) file.writeUInt32LE(value, 4 * at);
    return file;
  });

const isTyped = (error) => error instanceof PinnaError && /^(bad-audio|unsupported-sample-rate)$/.test(error.code);

const anyFile = fc.oneof({ weight: 4, arbitrary: broken }, fc.uint8Array({ maxLength: 200 }).map(Buffer.from));

test('any file has a plan that stays within it, or is refused with a typed error', async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, fc.boolean(), async (file, partial) => {
      let asked = 0;
      const read = async (position, length) => {
        asked += length;
        return file.subarray(position, position + length);
      };
      try {
        const plan = await planSound(new ByteReader(file.length, read), { partial });
        if (!plan) return;
        const { format, sampleRate, channels, parts } = plan;
        assert.ok(['wav', 'wave64', 'aiff', 'caf', 'au', 'flac', 'mp3', 'ogg', 'webm'].includes(format));
        assert.ok(sampleRate > 0 && channels > 0);
        let end = 0;
        for (const { pieces, begin, length } of parts) {
          assert.ok(begin >= end, `a part begins at ${begin}, before ${end}`);
          end = begin + (length ?? 0);
          for (const piece of pieces)
            assert.ok(!('end' in piece) || (piece.start <= piece.end && piece.end <= file.length));
        }
        assert.ok(plan.samples === undefined || plan.samples >= end);
      } catch (error) {
        if (!isTyped(error)) throw error;
      }
      assert.ok(asked < 1e6, `${asked} bytes were read`);
    }),
    { seed, numRuns },
  );
});

test('any broken file gives whole samples or a typed error, soon, and no more memory than it is long', async () => {
  const path = join(folder.path, 'broken');
  await fc.assert(
    fc.asyncProperty(broken, fc.boolean(), async (file, partial) => {
      writeFileSync(path, file);
      try {
        let samples = 0;
        for await (const block of decodeFile(path, { partial })) {
          assert.ok(block.sampleRate > 0);
          samples += block.samples.length;
        }
        assert.ok(samples > 0);
        // The densest format is Opus: a fortieth of a second per byte. Missing sound is at most an hour of silence.
        assert.ok(
          samples <= 1200 * (file.length + 1000) + 3600 * 48_000,
          `${samples} samples out of ${file.length} bytes`,
        );
      } catch (error) {
        if (!isTyped(error)) throw error;
      }
    }),
    { seed, numRuns: decoded, interruptAfterTimeLimit: decoded * TIME_LIMIT, markInterruptAsFailure: true },
  );
});
