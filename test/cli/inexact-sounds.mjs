/** Files as real programs write them: slightly outside the formats' specifications, truncated, or with a wrong extension. */
import { readFileSync } from 'node:fs';
import { encoded } from '../harness/run-pinna.mjs';
import { chirp, wavFile } from './sounds.mjs';

const sound = chirp(0.5);
const plain = wavFile([sound], 16_000);
const samples = plain.subarray(44);

/** Returns a RIFF chunk, padded to an even length by default. */
function chunk(name, content, { size = content.length, pad = true } = {}) {
  const head = Buffer.alloc(8);
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, content, Buffer.alloc(pad ? content.length % 2 : 0)]);
}

/** Returns a RIFF file. @param {Buffer[]} chunks @param {{ magic?: string, size?: number }} options of the RIFF header */
function riff(chunks, { magic = 'RIFF', size } = {}) {
  const body = Buffer.concat([Buffer.from('WAVE'), ...chunks]);
  return chunk(magic, body, { size: size ?? body.length });
}

/** Returns a `fmt ` chunk for mono at 16 kHz. */
function format({ tag = 1, bits = 16, block = 2 } = {}) {
  const content = Buffer.alloc(16);
  [tag, 1].forEach((value, i) => content.writeUInt16LE(value, 2 * i));
  content.writeUInt32LE(16_000, 4);
  content.writeUInt32LE(16_000 * block, 8);
  [block, bits].forEach((value, i) => content.writeUInt16LE(value, 12 + 2 * i));
  return chunk('fmt ', content);
}

const pcm = format();
const data = chunk('data', samples);
const unknownData = (size) => chunk('data', samples, { size });

/** Stores 16-bit samples in the highest bits of samples of `bytes` bytes. */
function widened(bytes) {
  const wide = Buffer.alloc((samples.length / 2) * bytes);
  for (let i = 0; i < samples.length / 2; i++) samples.copy(wide, i * bytes + bytes - 2, 2 * i, 2 * i + 2);
  return wide;
}

function ds64(dataBytes, riffBytes) {
  const content = Buffer.alloc(28);
  content.writeUInt32LE(riffBytes, 0);
  content.writeUInt32LE(dataBytes, 8);
  content.writeUInt32LE(dataBytes / 2, 16);
  return chunk('ds64', content);
}

/** Returns an ID3v2 tag of the given size. */
function id3v2(bytes) {
  const head = Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1');
  head[8] = bytes >> 7;
  head[9] = bytes & 127;
  return Buffer.concat([head, Buffer.alloc(bytes)]);
}

const id3v1 = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125, 0x20)]);

function apeTag() {
  const footer = Buffer.alloc(32);
  footer.write('APETAGEX');
  footer.writeUInt32LE(2000, 8);
  footer.writeUInt32LE(32 + 10, 12);
  return Buffer.concat([Buffer.alloc(10, 1), footer]);
}

const [flac, mp3, vorbis, opus] = ['flac', 'mp3', 'ogg', 'opus'].map((name) => readFileSync(encoded(`chirp.${name}`)));
const cut = (file) => file.subarray(0, Math.round(file.length * 0.6));

/** Returns the checksum of an Ogg page (RFC 3533). */
function oggSum(page) {
  let sum = 0;
  for (const byte of page) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum < 0 ? 0x04c11db7 : 0);
  }
  return sum >>> 0;
}

/** Removes the end-of-stream flag of the last page, which some recorders do not write. */
function withoutEnd(ogg) {
  const file = Buffer.from(ogg);
  const page = file.subarray(file.lastIndexOf('OggS'));
  page[5] &= ~4;
  page.writeUInt32LE(0, 22);
  page.writeUInt32LE(oggSum(page), 22);
  return file;
}

/** Files that must give exactly the same samples as the same sound in a plain file. */
export const EXACT = {
  'plain.wav': plain,
  'odd-list.wav': riff([pcm, chunk('LIST', Buffer.from('INFOISFT\x05\0\0\0Reca\0', 'latin1')), data]),
  'odd-chunk-not-padded.wav': riff([chunk('bext', Buffer.alloc(603), { pad: false }), pcm, data]),
  'long-chunk-first.wav': riff([chunk('JUNK', Buffer.alloc(70_000)), pcm, data]),
  'metadata-behind.wav': riff([pcm, data, chunk('LIST', Buffer.from('INFO'))]),
  'rf64.wav': riff([ds64(samples.length, 0), pcm, unknownData(0xffffffff)], { magic: 'RF64', size: 0xffffffff }),
  'bw64.wav': riff([ds64(samples.length, 16_080), pcm, unknownData(0xffffffff), chunk('axml', Buffer.alloc(9))], {
    magic: 'BW64',
    size: 0xffffffff,
  }),
  'pipe.wav': riff([pcm, unknownData(0xffffffff)], { size: 0xffffffff }),
  'pipe-sox.wav': riff([pcm, unknownData(0x7ffff000)], { size: 0x7ffff024 }),
  'never-closed.wav': riff([pcm, unknownData(0)], { size: 36 }),
  'sixteen-too-many.wav': riff([pcm, unknownData(samples.length + 16)]),
  '24-in-32.wav': riff([format({ bits: 24, block: 4 }), chunk('data', widened(4))]),
  '20-bits.wav': riff([format({ bits: 20, block: 3 }), chunk('data', widened(3))]),
  '12-bits.wav': riff([format({ bits: 12, block: 2 }), data]),
  'two-tags.wav': Buffer.concat([id3v2(301), id3v2(100), plain]),
  'pipe-and-tag.wav': Buffer.concat([riff([pcm, unknownData(0xffffffff)], { size: 0xffffffff }), id3v1]),
  'two-tags.flac': Buffer.concat([id3v2(300), id3v2(100), flac]),
  'tags-behind.flac': Buffer.concat([flac, apeTag(), id3v1]),
};

/**
 * Files that must give the same samples in a page as on the command line, except for padding by encoder and decoder at both
 * ends.
 */
export const LOSSY = {
  'two-tags.mp3': Buffer.concat([id3v2(300), id3v2(100), mp3, id3v1]),
  'mp3.wav': riff([format({ tag: 0x55, bits: 0, block: 1 }), chunk('data', mp3)]),
  'begins-in-frame.mp3': mp3.subarray(300),
  'no-end.opus': withoutEnd(opus),
  'plain.opus': opus,
  'plain.ogg': vorbis,
};

/** Files that must be rejected, each with the expected message on both. */
export const REFUSED = {
  'cut.wav': [cut(plain), /^The file is cut short\. /],
  'cut-in-header.wav': [plain.subarray(0, 20), /^The file is cut short\. /],
  'cut.mp3': [cut(mp3), /^The file is cut short\. /],
  'cut.ogg': [cut(vorbis), /^The file is cut short\. /],
  'cut.opus': [cut(opus), /^The file is cut short\. /],
  'cut.flac': [cut(flac), /^The file is cut short or damaged\. /],
  'cut-in-header.flac': [flac.subarray(0, 20), /^The file is cut short\. /],
  'empty-with-metadata.wav': [
    riff([pcm, chunk('data', Buffer.alloc(0)), chunk('LIST', Buffer.from('INFOxxxx'))]),
    /^There is no sound/,
  ],
  'no-channels.wav': [
    riff([Buffer.concat([pcm.subarray(0, 10), Buffer.alloc(2), pcm.subarray(12)]), data]),
    /header.*damaged/,
  ],
  'gsm.wav': [riff([format({ tag: 0x31, bits: 0, block: 65 }), data]), /contains GSM 6\.10/],
};
