import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { afterAll, describe, it } from 'vitest';
import { decodeFile, type DecodeOptions } from '../../../src/cli/files/decode-file.js';
import type { SoundWarning } from '../../../src/containers/sound-warning.js';
import { PinnaError } from '../../../src/errors.js';
import { aiffOf } from './bare-files.js';
import { id3v2, join, latin1 } from './bytes.js';
import { oggPage } from './ogg-files.js';
import { ENCODINGS, wavOf } from './wav-files.js';
import { ByteReader } from '../../../src/containers/byte-reader.js';
import { planSound } from '../../../src/containers/plan-sound.js';
import { generatedSounds, type GeneratedSound } from './generated-sounds.js';

const encoded = (name: string) => new Uint8Array(readFileSync(`test/fixtures/encoded/chirp.${name}`));
const sounds = generatedSounds({ mp3: encoded('mp3'), ogg: encoded('ogg'), opus: encoded('opus') });
const folder = mkdtempSync(joinPath(tmpdir(), 'pinna-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function decode(bytes: Uint8Array, options: DecodeOptions = {}) {
  const path = joinPath(folder, 'sound');
  writeFileSync(path, bytes);
  const warnings: SoundWarning[] = [];
  const samples: number[] = [];
  const rates = new Set<number>();
  for await (const block of decodeFile(path, { ...options, onWarning: (warning) => warnings.push(warning) })) {
    rates.add(block.sampleRate);
    samples.push(...block.samples);
  }
  return { samples, rates: [...rates], warnings };
}

const messageOf = (bytes: Uint8Array, options?: DecodeOptions) =>
  decode(bytes, options).then(
    () => 'decoded',
    (error: unknown) => (error instanceof PinnaError ? error.message : String(error)),
  );

function check(
  { samples, rate, slack = 0, exact, ...expected }: GeneratedSound,
  heard: Awaited<ReturnType<typeof decode>>,
) {
  expect(heard.rates).to.deep.equal([rate]);
  expect(heard.samples.length).to.be.within(samples - slack, samples + slack);
  expect(heard.warnings.map(({ code }) => code)).to.deep.equal(expected.warnings ?? []);
  const gaps = heard.warnings.filter(({ code }) => code === 'sound-missing');
  gaps.forEach(({ from, to }, i) => {
    const [begin, end] = expected.gaps![i]!;
    expect(from).to.be.closeTo(begin, 0.001);
    expect(to).to.be.closeTo(end, 0.025);
    const inside = heard.samples.slice(Math.ceil(from! * rate) + 1200, Math.max(0, Math.floor(to! * rate) - 1200));
    expect(inside.every((sample) => Math.abs(sample) < 1e-3)).to.equal(true);
  });
  if (!exact) return;
  const tolerance = expected.name.startsWith('flac') ? 1 / 32_768 : 0;
  const first = heard.samples.findIndex((sample, i) => !(Math.abs(sample - exact[i]!) <= tolerance));
  expect(first, 'the first sample that differs').to.equal(-1);
}

describe('generated sound files', () => {
  for (const format of ['wav', 'aiff', 'caf', 'au', 'wave64', 'flac', 'opus', 'vorbis', 'mp3']) {
    it(`are decoded exactly, or refused in words: ${format}`, async () => {
      for (const sound of sounds.filter(({ name }) => name.split(/[ ,]/)[0] === format)) {
        const { name, bytes, refused } = sound;
        try {
          if (refused) expect(await messageOf(bytes)).to.match(refused);
          if (refused && sound.samples === 0)
            expect(await messageOf(bytes, { partial: true })).to.match(/cut short|no sound/);
          else check(sound, await decode(bytes, { partial: refused !== undefined }));
        } catch (error) {
          throw new Error(`${name}: ${String(error)}`, { cause: error });
        }
      }
    });
  }

  const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
  it.runIf(hasFfmpeg)('have the length that ffmpeg gives them', () => {
    for (const { name, bytes, rate, samples } of sounds.filter(({ isPlain }) => isPlain)) {
      // A file: from a pipe, ffmpeg reads no CAF.
      const path = joinPath(folder, 'for-ffmpeg');
      writeFileSync(path, bytes);
      const args = ['-v', 'quiet', '-i', path, '-ac', '1', '-ar', String(rate), '-f', 's16le', '-'];
      const { stdout } = spawnSync('ffmpeg', args);
      expect(stdout.length / 2, name).to.be.closeTo(samples, 0.02 * rate);
    }
  });

  it('are read to the end where a writer counted beyond 32 bits', async () => {
    const size = 2 ** 32 + 9000;
    const head = wavOf(new Float32Array(0), ENCODINGS.s16!, { dataSize: 9000 });
    const reader = new ByteReader(head.length + size, (position, length) => {
      const bytes = new Uint8Array(length);
      bytes.set(head.subarray(position, position + length));
      return Promise.resolve(bytes);
    });
    const plan = await planSound(reader);
    expect(plan!.samples).to.equal(size / 2);
    expect(plan!.warnings).to.deep.equal([]);
  });
});

describe('files that cannot be decoded', () => {
  it('are named', async () => {
    const text = (start: string) => join(latin1(start), new Uint8Array(400));
    const speex = oggPage({ packets: [latin1('Speex   1.2')], granule: 0, flags: 2 }, 7, 0);
    const transport = new Uint8Array(600).map((_, i) => (i % 188 === 0 ? 0x47 : 1));
    const files: readonly (readonly [name: string, bytes: Uint8Array])[] = [
      ['Ogg with Speex', speex],
      ['MPEG audio layer II', text('\xff\xf5\x44\x00')],
      ['AC-3', text('\x0b\x77')],
      ['True Audio', text('TTA1')],
      ['a web page', text('<!DOCTYPE html>')],
      ['a ZIP archive', text('PK\x03\x04')],
      ['an MPEG transport stream', transport],
      ['MP4 \\(M4A\\)', text('\0\0\0\x20ftypM4A ')],
      ['WavPack', join(id3v2(100), text('wvpk'))],
    ];
    for (const [name, bytes] of files) expect(await messageOf(bytes)).to.match(new RegExp(`^This is ${name}, not WAV`));
    const ima = aiffOf(new Uint8Array(400), 100, { bits: 16, compression: 'ima4' });
    expect(await messageOf(ima)).to.match(/^The AIFF file contains codec “ima4”, which cannot be decoded/);
  });
});
