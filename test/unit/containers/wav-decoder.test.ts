import independent from '@audio/decode-wav';
import { expect } from 'chai';
import { describe, it } from 'vitest';
import { WavDecoder } from '../../../src/containers/wav-decoder.js';
import { readWavFormat } from '../../../src/containers/wav-format.js';
import { randomCuts, seededRandom } from '../../harness/random.js';
import { join, little, type Bytes } from './bytes.js';
import { formatChunk, wavAround } from './wav-files.js';

const random = seededRandom(20);
const anyBytes = (length: number): Bytes => Uint8Array.from({ length }, () => Math.floor(random() * 256));

/** Returns a `fmt ` chunk of ADPCM. */
function adpcmChunk(tag: 2 | 0x11, channels: number, blockBytes: number, blockSamples: number): Bytes {
  const fields = formatChunk({ tag, bits: 4, width: 1, encode: () => new Uint8Array(1) }, { channels });
  fields.set(little(blockBytes, 2), 12);
  return join(fields, little(2, 2), little(blockSamples, 2));
}

/** Any bytes are valid samples of these codecs, except where a block of ADPCM names its factors. */
const CODECS = {
  'A-law': { chunk: formatChunk({ tag: 6, bits: 8, width: 1, encode: () => new Uint8Array(1) }, {}), block: 1 },
  'µ-law': { chunk: formatChunk({ tag: 7, bits: 8, width: 1, encode: () => new Uint8Array(1) }, {}), block: 1 },
  'IMA ADPCM, mono': { chunk: adpcmChunk(0x11, 1, 256, 505), block: 256 },
  'IMA ADPCM, stereo': { chunk: adpcmChunk(0x11, 2, 512, 505), block: 512 },
  'MS ADPCM, mono': { chunk: adpcmChunk(2, 1, 256, 500), block: 256, factors: [0] },
  'MS ADPCM, stereo': { chunk: adpcmChunk(2, 2, 512, 500), block: 512, factors: [0, 1] },
};

describe('WavDecoder', () => {
  for (const [name, { chunk, block, ...rest }] of Object.entries(CODECS)) {
    it(`decodes ${name} as an independent decoder does, in pieces of any length`, () => {
      const data = anyBytes(6 * Math.max(block, 256));
      if ('factors' in rest) {
        for (let at = 0; at < data.length; at += block) for (const i of rest.factors) data[at + i]! %= 7;
      }
      const expected = independent(wavAround(data, chunk)).channelData;
      const decoder = new WavDecoder(readWavFormat(new DataView(chunk.buffer)));
      const pieces = randomCuts(data.length, 700, random).map(([start, end]) =>
        decoder.decode(data.subarray(start, end)),
      );
      expected.forEach((channel, c) => {
        expect(pieces.flatMap((piece) => [...piece[c]!])).to.deep.equal([...channel]);
      });
    });
  }
});
