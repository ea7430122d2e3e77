import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { afterAll, describe, it } from 'vitest';
import { decodeFile, type DecodeOptions } from '../../../src/cli/files/decode-file.js';
import type { SoundWarning } from '../../../src/containers/sound-warning.js';
import { PinnaError } from '../../../src/errors.js';
import { generatedSounds, type GeneratedSound } from './generated-sounds.js';

const encoded = (name: string) => new Uint8Array(readFileSync(`test/fixtures/encoded/chirp.${name}`));
const sounds = generatedSounds({ mp3: encoded('mp3'), ogg: encoded('ogg'), opus: encoded('opus') });
const folder = mkdtempSync(join(tmpdir(), 'pinna-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function decode(bytes: Uint8Array, options: DecodeOptions = {}) {
  const path = join(folder, 'sound');
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
  for (const format of ['wav', 'flac', 'opus', 'vorbis', 'mp3']) {
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
      const args = ['-v', 'quiet', '-i', 'pipe:0', '-ac', '1', '-ar', String(rate), '-f', 's16le', '-'];
      const { stdout } = spawnSync('ffmpeg', args, { input: bytes });
      expect(stdout.length / 2, name).to.be.closeTo(samples, 0.02 * rate);
    }
  });
});
