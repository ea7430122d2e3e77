import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { ByteReader } from '../../../src/containers/byte-reader.js';
import { planSound } from '../../../src/containers/plan-sound.js';
import { PinnaError } from '../../../src/errors.js';
import { MonoMixer, mixToMono } from '../../../src/capture/context/mono-mixer.js';
import { framesWithin } from '../../../src/features/frame-geometry.js';
import { LOG_MEL_128, LOG_MEL_64, type FeatureGeometry } from '../../../src/features/log-mel-parameters.js';
import { LogMelStream } from '../../../src/features/log-mel-stream.js';
import { writeWav } from '../../../src/formats/write-wav.js';
import { LevelMeter } from '../../../src/worker/thread/level-meter.js';
import { SoundMemory } from '../../../src/worker/thread/sound-memory.js';
import { anyFloat, runs } from './finite.js';

const samples = (most: number) => fc.array(anyFloat, { maxLength: most }).map((values) => Float32Array.from(values));
const readerOf = (file: Uint8Array) =>
  new ByteReader(file.length, (position, length) => Promise.resolve(file.subarray(position, position + length)));
const bytes = fc.uint8Array({ maxLength: 120 });
const MAGIC = [
  'RIFF....WAVEfmt ',
  'RIFF....WAVELIST',
  'RF64....WAVEds64',
  'fLaC',
  'OggS',
  'ID3',
  '\xff\xfb\x90\x00',
  '\x1a\x45\xdf\xa3',
].map((text) => Uint8Array.from(text, (character) => character.charCodeAt(0)));

describe('any sound', () => {
  it('gives finite frames, as many as were foretold and the same for every cut, at any rate from 8 to 192 kHz', () => {
    const streams = new Map<string, LogMelStream>();
    const at = (rate: number, features: FeatureGeometry) => {
      const key = `${features.type} ${rate}`;
      const stream = streams.get(key) ?? new LogMelStream(rate, features);
      streams.set(key, stream);
      stream.reset();
      return stream;
    };
    fc.assert(
      fc.property(
        fc.constantFrom(8000, 11_025, 16_000, 37_801.5),
        fc.constantFrom(LOG_MEL_64, LOG_MEL_128),
        fc.array(samples(60), { minLength: 1, maxLength: 8 }),
        fc.nat({ max: 1200 }),
        (rate, features, parts, silence) => {
          const stream = at(rate, features);
          const whole = [...parts, new Float32Array(silence)];
          const cut = whole.flatMap((part) => [...stream.push(part)]);
          const joined = Float32Array.from(whole.flatMap((part) => [...part]));
          const uncut = at(rate, features).push(joined);
          if (!uncut.every(Number.isFinite)) expect.fail('a frame is not finite');
          expect(uncut.length).to.equal(features.bands * framesWithin(stream.geometry, joined.length));
          expect(cut).to.deep.equal([...uncut]);
        },
      ),
      runs(3000),
    );
  });

  it('is mixed to finite samples, the same live as from a file, however many channels', () => {
    const mixer = new MonoMixer();
    const channels = fc
      .tuple(fc.integer({ min: 2, max: 32 }), fc.integer({ min: 1, max: 16 }))
      .chain(([count, length]) =>
        fc.array(
          fc.array(anyFloat, { minLength: length, maxLength: length }).map((values) => Float32Array.from(values)),
          { minLength: count, maxLength: count },
        ),
      );
    fc.assert(
      fc.property(channels, (input) => {
        const live = [...mixer.mix(input)];
        const whole = [...mixToMono(input)];
        const largest = Math.max(...input.flatMap((one) => [...one].filter(Number.isFinite).map(Math.abs)), 0);
        live.forEach((sample, i) => {
          // Sums of the largest floats overflow in one of the two.
          if (largest < 1e37 && !(Math.abs(sample - whole[i]!) <= 1e-5 * largest))
            expect.fail(`${sample}, ${whole[i]}`);
          if (Number.isNaN(sample)) expect.fail('not a number');
        });
      }),
      runs(5000),
    );
  });

  it('has a level and a peak that are numbers', () => {
    const meter = new LevelMeter();
    fc.assert(
      fc.property(samples(50), (some) => {
        meter.add(some);
        const { level, peak } = meter.drain();
        return !Number.isNaN(level) && level < Infinity && Number.isFinite(peak) && peak >= 0;
      }),
      runs(10_000),
    );
  });

  it('is remembered as it was, however it came and whatever is asked for', () => {
    const RATE = 100;
    const came = fc.array(fc.record({ length: fc.nat({ max: 80 }), skip: fc.nat({ max: 150 }) }), { maxLength: 10 });
    const time = fc.oneof(fc.double(), fc.double({ min: -2, max: 12, noNaN: true }));
    fc.assert(
      fc.property(came, time, time, (blocks, from, to) => {
        const memory = new SoundMemory(1, RATE);
        const sample = (position: number) => ((position % 97) + 1) / 200;
        const there = new Set<number>();
        let position = 0;
        for (const { length, skip } of blocks) {
          position += skip % 5 === 0 ? skip : 0;
          memory.add(
            Float32Array.from({ length }, (_, i) => sample(position + i)),
            position,
          );
          for (let i = 0; i < length; i++) there.add(position + i);
          position += length;
        }
        const cut = memory.cut(from, to);
        if (!cut) return;
        const first = Math.round(cut.start * RATE);
        expect(cut.samples.length).to.be.within(1, RATE);
        cut.samples.forEach((value, i) => {
          const expected = there.has(first + i) ? Math.round(Math.fround(sample(first + i)) * 32_767) : 0;
          if (value !== expected) expect.fail(`sample ${first + i} is ${value}, not ${expected}`);
        });
      }),
      runs(10_000),
    );
  });

  it('that is cut to a WAV file is read back as what was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyFloat, { maxLength: 20 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 400_000 }),
        fc.constantFrom(16 as const, 24 as const),
        fc.string({ unit: 'binary' }),
        async (values, channels, sampleRate, bits, title) => {
          const one = Float32Array.from(values);
          const file = writeWav(new Array(channels).fill(one) as Float32Array[], { sampleRate, bits, title });
          const view = new DataView(file.buffer);
          expect(view.getUint32(4, true)).to.equal(file.length - 8);
          expect(view.getUint32(40, true)).to.equal((one.length * channels * bits) / 8);
          const plan = await planSound(readerOf(file)).catch((error: unknown) => String(error));
          if (one.length === 0) expect(plan).to.match(/There is no sound/);
          else expect(plan).to.include({ sampleRate, channels, samples: one.length, isCut: false });
        },
      ),
      runs(3000),
    );
  });
});

describe('any beginning of a file', () => {
  it('has a plan that makes sense, or none, or is refused with a typed error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(new Uint8Array(0), ...MAGIC), bytes, async (magic, rest) => {
        const plan = await planSound(readerOf(Uint8Array.of(...magic, ...rest))).catch((error: unknown) => {
          if (error instanceof PinnaError && error.code === 'bad-audio') return undefined;
          throw error;
        });
        if (!plan) return;
        expect(plan.sampleRate).to.be.within(1, 2 ** 32);
        expect(plan.channels).to.be.within(1, 65_535);
      }),
      runs(6000),
    );
  });
});
