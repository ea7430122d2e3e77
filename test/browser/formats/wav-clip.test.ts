import { expect } from 'chai';
import { writeWav, type WavOptions } from '../../../src/formats/write-wav.js';
import { seededRandom } from '../../harness/random.js';

const random = seededRandom(1);
const noise = (length: number) => Float32Array.from({ length }, () => random() * 2 - 1);

/** Decodes a file with the browser. An offline context at the file's own rate avoids resampling. */
async function decoded(bytes: Uint8Array<ArrayBuffer>, sampleRate: number): Promise<Float32Array[]> {
  const buffer = await new OfflineAudioContext(1, 1, sampleRate).decodeAudioData(bytes.slice().buffer);
  return Array.from({ length: buffer.numberOfChannels }, (_, c) => buffer.getChannelData(c));
}

/** Returns the chunks of a RIFF file according to its specification: name, length, content, padding to an even length. */
function chunks(
  bytes: Uint8Array<ArrayBuffer>,
  from = 12,
  until = bytes.length,
): [name: string, content: Uint8Array][] {
  const found: [string, Uint8Array][] = [];
  const view = new DataView(bytes.buffer);
  let position = from;
  while (position < until) {
    const length = view.getUint32(position + 4, true);
    const content = bytes.subarray(position + 8, position + 8 + length);
    found.push([String.fromCharCode(...bytes.subarray(position, position + 4)), content]);
    position += 8 + length + (length % 2);
  }
  expect(position).to.equal(until);
  return found;
}

function texts(bytes: Uint8Array<ArrayBuffer>): Record<string, string> {
  const list = chunks(bytes).find(([name]) => name === 'LIST')![1];
  expect(String.fromCharCode(...list.subarray(0, 4))).to.equal('INFO');
  const entries = chunks(bytes, list.byteOffset + 4, list.byteOffset + list.length).map(([name, content]) => {
    expect(content.at(-1)).to.equal(0);
    return [name, new TextDecoder().decode(content.subarray(0, -1))];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

describe('writeWav', () => {
  for (const bits of [16, 24] as const) {
    it(`is read back by the browser to the last of ${String(bits)} bits`, async () => {
      for (const [count, sampleRate, length] of [
        [1, 16_000, 4001],
        [2, 44_100, 3000],
        [1, 48_000, 1],
      ] as const) {
        const channels = Array.from({ length: count }, () => noise(length));
        const result = await decoded(writeWav(channels, { sampleRate, bits, comment: 'crnn 1.0.0' }), sampleRate);
        expect(result).to.have.length(count);
        result.forEach((samples, c) => {
          expect(samples.length).to.equal(length);
          const off = Math.max(...samples.map((x, i) => Math.abs(x - channels[c]![i]!)));
          // Half a step of rounding error, and up to one step between readers that divide by 2ⁿ and by 2ⁿ − 1.
          expect(off).to.be.below(1.6 / 2 ** (bits - 1));
        });
      }
    });
  }

  it('clips, and makes silence of NaN', async () => {
    const wild = Float32Array.of(3, -3, Infinity, NaN, 0);
    const [over, under, infinite, none, zero] = (await decoded(writeWav([wild], { sampleRate: 16_000 }), 16_000))[0]!;
    for (const full of [over!, -under!, infinite!]) expect(full).to.be.closeTo(1, 1e-4);
    expect([none, zero]).to.deep.equal([0, 0]);
  });

  it('names the detection, the model and the time in its INFO chunk', () => {
    for (const title of ['dog', 'bird', 'Vögel\n2']) {
      for (const length of [1, 2]) {
        const comment = 'crnn 1.0.0, from 2026-11-20T12:00:41.200Z';
        const bytes = writeWav([noise(length)], { sampleRate: 16_000, bits: 24, title, comment });
        expect(texts(bytes)).to.deep.equal({ INAM: title.replace('\n', ' '), ICMT: comment, ISFT: 'Pinna' });
        expect(new DataView(bytes.buffer).getUint32(4, true)).to.equal(bytes.length - 8);
        expect(chunks(bytes).map(([name]) => name)).to.deep.equal(['fmt ', 'data', 'LIST']);
      }
    }
    expect(texts(writeWav([noise(3)], { sampleRate: 16_000 }))).to.deep.equal({ ISFT: 'Pinna' });
  });

  it('rejects invalid channels and sample rates', () => {
    const refused = (channels: Float32Array[], options: WavOptions) =>
      expect(() => writeWav(channels, options))
        .to.throw()
        .with.property('code', 'bad-option');
    refused([], { sampleRate: 16_000 });
    refused([noise(2), noise(3)], { sampleRate: 16_000 });
    for (const sampleRate of [0, -1, NaN, 44_100.5]) refused([noise(2)], { sampleRate });
  });
});
