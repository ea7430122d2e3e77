import { aiffChunk, aiffOf, auOf, cafOf, floats, integers, wave64Of } from './bare-files.js';
import { apeTag, id3v1, id3v2, join, latin1, type Bytes } from './bytes.js';
import { BLOCK, flacFrames, flacHead, flacOf } from './flac-files.js';
import { oggOf, oggPage, OPUS_DURATIONS, paged, VORBIS_DURATIONS, type TestStream } from './ogg-files.js';
import { chunk, ds64, ENCODINGS, formatChunk, wavOf, type WavLayout } from './wav-files.js';

/** A generated file, and what a reader must make of it. */
export interface GeneratedSound {
  readonly name: string;
  readonly bytes: Bytes;
  /** Sample rate, Hz. */
  readonly rate: number;
  /** Samples in the recording; a decoder may differ by `slack`. */
  readonly samples: number;
  readonly slack?: number;
  /** Samples that must come out: exactly for WAV, within 1/32768 for FLAC, whose decoders divide by 32767. */
  readonly exact?: Float32Array;
  /** Codes of the warnings, in order. */
  readonly warnings?: readonly string[];
  /** Positions of missing sound, seconds. */
  readonly gaps?: readonly (readonly [from: number, to: number])[];
  /** Rejected without the option `partial`, with this message. */
  readonly refused?: RegExp;
  /** Whether an independent reader makes the same of it. */
  readonly isPlain?: boolean;
}

/** Files of `test/fixtures/encoded/`: half a second of mono at 16 kHz; Opus at 48 kHz. */
export interface EncodedFixtures {
  readonly mp3: Uint8Array;
  readonly ogg: Uint8Array;
  readonly opus: Uint8Array;
}

const RATE = 16_000;
/** A quarter of a second of a rising tone, in steps of 1/32768. */
const TONE = Float32Array.from({ length: 4000 }, (_, n) => {
  const t = n / RATE;
  return Math.round(9830 * Math.sin(2 * Math.PI * (300 * t + 3000 * t * t))) / 32_768;
});
const TENTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const cut = (bytes: Bytes, tenths: number): Bytes => bytes.slice(0, Math.round((bytes.length * tenths) / 10));

const odd = chunk('LIST', latin1('INFOISFT\x05\0\0\0Reca\0'));
const oddBare = chunk('bext', new Uint8Array(603), false);
const DATA = 2 * TONE.length;

/** Layouts that differ from a plain file, with the same sound. */
const WAV_LAYOUTS: Readonly<Record<string, WavLayout>> = {
  plain: {},
  extensible: { isExtensible: true },
  'odd chunk': { before: [odd] },
  'odd chunks, not padded': { before: [oddBare, chunk('iXML', new Uint8Array(7), false)] },
  'long header': { before: [chunk('JUNK', new Uint8Array(70_001))] },
  'odd chunks behind': { behind: [odd, chunk('guan', new Uint8Array(31))] },
};
/** Sizes of the `data` chunk as real writers get them wrong, for 16 bits. */
const WAV_SIZES: Readonly<Record<string, WavLayout>> = {
  'size 0': { dataSize: 0, riffSize: 36 },
  'size of SoX': { dataSize: 0x7ffff000, riffSize: 0x7ffff024 },
  'size 0x7fffffff': { dataSize: 0x7fffffff },
  'size 0x80000000': { dataSize: 0x80000000 },
  'size 0xffffffff': { dataSize: 0xffffffff, riffSize: 0xffffffff },
  'size 0xffffffdb': { dataSize: 0xffffffdb },
  'one too many': { dataSize: DATA + 1 },
  '16 too many': { dataSize: DATA + 16 },
  RF64: { magic: 'RF64', riffSize: 0xffffffff, dataSize: 0xffffffff, before: [ds64(DATA + 72, DATA)] },
  'RF64 of a recorder that stopped': { magic: 'RF64', riffSize: 0, dataSize: 0xffffffff, before: [ds64(0, 0)] },
  'RF64 of unknown size': {
    magic: 'RF64',
    riffSize: 0xffffffff,
    dataSize: 0xffffffff,
    before: [chunk('ds64', new Uint8Array(28).fill(0xff))],
  },
  BW64: { magic: 'BW64', riffSize: 0xffffffff, dataSize: 0xffffffff, before: [ds64(0, DATA)], behind: [odd] },
};

function wavSounds(): GeneratedSound[] {
  const same = { rate: RATE, samples: TONE.length, exact: TONE };
  const sounds: GeneratedSound[] = [];
  for (const [encoding, how] of Object.entries(ENCODINGS)) {
    const layouts =
      encoding === 's16' || encoding === 's24' ? WAV_LAYOUTS : { plain: {}, 'odd chunk': { before: [odd] } };
    for (const [layout, options] of Object.entries(layouts)) {
      const isPlain = !['24-in-32', '20-in-24', 's64'].includes(encoding) && !layout.includes('not padded');
      sounds.push({ name: `wav ${encoding}, ${layout}`, bytes: wavOf(TONE, how, options), ...same, isPlain });
    }
    const whole = wavOf(TONE, how);
    const rest = { rate: RATE, samples: TONE.length - 1, exact: TONE.subarray(0, -1), warnings: ['end-missing'] };
    sounds.push({ name: `wav ${encoding}, last byte missing`, bytes: whole.slice(0, -1), ...rest });
  }
  for (const [size, options] of Object.entries(WAV_SIZES)) {
    sounds.push({ name: `wav, ${size}`, bytes: wavOf(TONE, ENCODINGS.s16!, options), ...same });
  }
  const plain = wavOf(TONE, ENCODINGS.s16!);
  sounds.push(
    { name: 'wav, tags in front', bytes: join(id3v2(301), id3v2(100), plain), ...same },
    { name: 'wav, tags behind', bytes: join(plain, apeTag, id3v1), ...same },
    {
      name: 'wav, another file behind',
      bytes: join(plain, plain),
      ...same,
      warnings: ['bytes-skipped'],
      isPlain: true,
    },
    {
      name: 'wav from a pipe, tag behind',
      bytes: join(wavOf(TONE, ENCODINGS.s16!, { dataSize: 0xffffffff }), id3v1),
      ...same,
    },
  );
  for (const tenths of TENTHS) {
    const bytes = cut(plain, tenths);
    const samples = Math.floor((bytes.length - 44) / 2);
    const exact = TONE.subarray(0, samples);
    const about = {
      rate: RATE,
      samples,
      exact,
      warnings: ['cut-short'],
      refused: /^The file is cut short\./,
      isPlain: true,
    };
    sounds.push({ name: `wav, ${String(tenths)} tenths`, bytes, ...about });
  }
  return sounds;
}

/** Files of bare samples in other containers than RIFF. */
function bareSounds(): GeneratedSound[] {
  const same = { rate: RATE, samples: TONE.length, exact: TONE };
  const count = TONE.length;
  const [large, small] = [integers(TONE, 2, 'big'), integers(TONE, 2, 'little')];
  const plain = aiffOf(large, count, { bits: 16 });
  const named = aiffChunk('NAME', latin1('odd'));
  const format = formatChunk(ENCODINGS.s16!, {});
  const files: Readonly<Record<string, Bytes>> = {
    aiff: plain,
    'aiff, 24 bits': aiffOf(integers(TONE, 3, 'big'), count, { bits: 24 }),
    'aiff, 20 bits in 24': aiffOf(integers(TONE, 3, 'big'), count, { bits: 20 }),
    'aiff, odd chunk in front': aiffOf(large, count, { bits: 16, before: [named] }),
    'aiff, samples before their description': aiffOf(large, count, { bits: 16, isReversed: true }),
    'aiff, size 0': aiffOf(large, count, { bits: 16, soundSize: 0 }),
    'aiff, largest size': aiffOf(large, count, { bits: 16, soundSize: 0xffffffff }),
    'aiff, tags': join(id3v2(99), plain, id3v1),
    'aiff, AIFC': aiffOf(large, count, { bits: 16, compression: 'NONE' }),
    'aiff, AIFC sowt': aiffOf(small, count, { bits: 16, compression: 'sowt' }),
    'aiff, AIFC in24': aiffOf(integers(TONE, 3, 'big'), count, { bits: 24, compression: 'in24' }),
    'aiff, AIFC fl32': aiffOf(floats(TONE), count, { bits: 32, compression: 'fl32' }),
    caf: cafOf(large, false),
    'caf, lowest byte first': cafOf(small, true),
    'caf, unknown size': cafOf(large, false, -1),
    au: auOf(large),
    'au, unknown size': auOf(large, 0xffffffff),
    wave64: wave64Of(small, format),
    'wave64, unknown size': wave64Of(small, format, 0),
  };
  const isOdd = (name: string) => /20 bits|size|tags/.test(name);
  const sounds: GeneratedSound[] = Object.entries(files).map(([name, bytes]) => ({
    name,
    bytes,
    ...same,
    isPlain: !isOdd(name),
  }));
  for (const [name, head] of [
    ['aiff', plain.length - DATA],
    ['caf', files.caf!.length - DATA],
    ['au', files.au!.length - DATA],
    ['wave64', files.wave64!.length - DATA],
  ] as const) {
    const whole = files[name]!;
    const rest = { rate: RATE, samples: count - 1, exact: TONE.subarray(0, -1), warnings: ['end-missing'] };
    sounds.push({ name: `${name}, last byte missing`, bytes: whole.slice(0, -1), ...rest });
    for (const tenths of TENTHS) {
      const bytes = cut(whole, tenths);
      const samples = Math.floor((bytes.length - head) / 2);
      const about = { rate: RATE, samples, exact: TONE.subarray(0, samples), warnings: ['cut-short'] };
      sounds.push({
        name: `${name}, ${String(tenths)} tenths`,
        bytes,
        ...about,
        refused: /^The file is cut short\./,
      });
    }
  }
  return sounds;
}

/** Any value where sound is missing must be silence. */
function silentBetween(from: number, to: number): Float32Array {
  return TONE.map((sample, i) => (i >= from && i < to ? 0 : sample));
}

function flacSounds(): GeneratedSound[] {
  const same = { rate: RATE, samples: TONE.length, exact: TONE };
  const frames = flacFrames(TONE);
  const without = (first: number, count: number) =>
    join(flacHead(TONE.length), ...frames.filter((_, i) => i < first || i >= first + count));
  const refused = /^The file is cut short or damaged\./;
  const damaged = (name: string, bytes: Bytes, first: number, count: number): GeneratedSound => {
    const [from, to] = [first * BLOCK, (first + count) * BLOCK];
    const gaps = [[from / RATE, to / RATE]] as const;
    const exact = silentBetween(from, to);
    return { name, bytes, ...same, exact, warnings: ['sound-missing'], gaps, refused };
  };
  const broken = flacOf(TONE);
  broken[flacHead(TONE.length).length + 4 * frames[0]!.length + 100]! ^= 0x55;
  const sounds: GeneratedSound[] = [
    { name: 'flac', bytes: flacOf(TONE), ...same, isPlain: true },
    { name: 'flac, sample numbers', bytes: join(flacHead(TONE.length), ...flacFrames(TONE, true)), ...same },
    { name: 'flac, unknown length', bytes: flacOf(TONE, 0), ...same, isPlain: true },
    { name: 'flac, long metadata', bytes: flacOf(TONE, TONE.length, 70_001), ...same, isPlain: true },
    { name: 'flac, tags in front', bytes: join(id3v2(300), id3v2(7), flacOf(TONE)), ...same },
    { name: 'flac, tags behind', bytes: join(flacOf(TONE), apeTag, id3v1), ...same },
    {
      name: 'flac, another file behind',
      bytes: join(flacOf(TONE), flacOf(TONE)),
      ...same,
      warnings: ['bytes-skipped'],
    },
    { name: 'flac, zeros behind', bytes: join(flacOf(TONE), new Uint8Array(100)), ...same },
    damaged('flac, frames lost', without(3, 5), 3, 5),
    damaged('flac, first frame lost', without(0, 1), 0, 1),
    damaged('flac, a frame changed', broken, 4, 1),
  ];
  const whole = flacOf(TONE);
  const head = flacHead(TONE.length).length;
  for (const tenths of TENTHS) {
    const bytes = cut(whole, tenths);
    const count = frames.findIndex(
      (_, i) => head + frames.slice(0, i + 1).reduce((sum, one) => sum + one.length, 0) > bytes.length,
    );
    const samples = count * BLOCK;
    const about = { rate: RATE, samples, exact: TONE.subarray(0, samples), warnings: ['cut-short'], refused };
    sounds.push({ name: `flac, ${String(tenths)} tenths`, bytes, ...about });
  }
  return sounds;
}

function oggSounds(
  name: string,
  rate: number,
  skipped: number,
  stream: TestStream,
  second: TestStream,
  open: TestStream,
): GeneratedSound[] {
  const { headers, pages, granules } = stream;
  const samples = granules.at(-1)! - skipped;
  const same = { rate, samples };
  // Vorbis loses the first packet after a gap, too, because its blocks overlap.
  const block = name === 'vorbis' ? 512 : 0;
  const lost = (title: string, bytes: Bytes, first: number, count: number, sum = samples): GeneratedSound => {
    const from = first === 0 ? 0 : granules[first - 1]! - skipped;
    const gaps = [[from / rate, (granules[first + count - 1]! + block - skipped) / rate]] as const;
    return { name: `${name}, ${title}`, bytes, rate, samples: sum, warnings: ['sound-missing'], gaps };
  };
  const without = (first: number, count: number) => pages.filter((_, i) => i < first || i >= first + count);
  const changed = pages.map((page, i) => (i === 3 ? page.map((byte, at) => (at === 60 ? byte ^ 1 : byte)) : page));
  const other = oggPage({ packets: [latin1('fishead\0')], granule: 0, flags: 2 }, 77, 0);
  const sounds: GeneratedSound[] = [
    { name, bytes: oggOf(stream), ...same, isPlain: true },
    { name: `${name}, no end`, bytes: oggOf(open), ...same },
    { name: `${name}, tags`, bytes: join(id3v2(99), oggOf(stream), id3v1), ...same },
    { name: `${name}, zeros behind`, bytes: join(oggOf(stream), new Uint8Array(500)), ...same },
    {
      name: `${name}, a page twice`,
      bytes: oggOf({ ...stream, pages: pages.flatMap((page, i) => (i === 2 ? [page, page] : [page])) }),
      ...same,
    },
    { name: `${name}, beside another stream`, bytes: join(other, oggOf(stream)), ...same },
    { name: `${name}, two links`, bytes: join(oggOf(stream), oggOf(second)), rate, samples: 2 * samples },
    lost('a page lost', oggOf({ ...stream, pages: without(3, 1) }), 3, 1),
    lost('pages lost', oggOf({ ...stream, pages: without(1, 3) }), 1, 3),
    lost('the first page lost', oggOf({ ...stream, pages: without(0, 1) }), 0, 1),
    lost('a page changed', oggOf({ ...stream, pages: changed }), 3, 1),
    lost(
      'a page lost in the first of two links',
      join(oggOf({ ...stream, pages: without(2, 1) }), oggOf(second)),
      2,
      1,
      2 * samples,
    ),
  ];
  const whole = oggOf(stream);
  const begin = headers.reduce((sum, page) => sum + page.length, 0);
  for (const tenths of TENTHS) {
    const bytes = cut(whole, tenths);
    let [count, end] = [0, begin];
    while (count < pages.length && end + pages[count]!.length <= bytes.length) end += pages[count++]!.length;
    const there = count === 0 ? 0 : granules[count - 1]! - skipped;
    const refused = /^The file is cut short\./;
    sounds.push({
      name: `${name}, ${String(tenths)} tenths`,
      bytes,
      rate,
      samples: there,
      warnings: ['cut-short'],
      refused,
    });
  }
  return sounds;
}

const MP3_FRAME = 576;

function mp3Sounds(mp3: Uint8Array): GeneratedSound[] {
  const file = join(mp3);
  const same = { rate: RATE, samples: 8000 };
  const starts = frameStarts(file);
  // Without the first frame, which holds the encoder's count.
  const bare = file.slice(starts[1]);
  const without = { rate: RATE, samples: 16 * MP3_FRAME };
  /** The same with another number in the encoder's header. @param at position behind `Xing` */
  const counted = (at: number, change: number) => {
    const changed = file.slice();
    const position = latin1Index(changed, 'Info', 'Xing') + at;
    const view = new DataView(changed.buffer);
    view.setUint32(position, view.getUint32(position) + change);
    return changed;
  };
  const from = starts[6]!;
  const damaged = file.slice().fill(0, from, starts[8]);
  const removed = join(file.slice(0, from + 20), file.slice(starts[8]! - 30));
  const gap = (first: number, count: number) =>
    [[(first * MP3_FRAME) / RATE, ((first + count) * MP3_FRAME) / RATE]] as const;
  const lost = { ...same, warnings: ['sound-missing'], gaps: gap(5, 2) };
  const sounds: GeneratedSound[] = [
    { name: 'mp3', bytes: file, ...same },
    { name: 'mp3, tags', bytes: join(id3v2(300), id3v2(100), file, apeTag, id3v1), ...same },
    { name: 'mp3, no count', bytes: bare, ...without },
    { name: 'mp3, begins inside a frame', bytes: bare.slice(77), ...without, samples: 15 * MP3_FRAME },
    { name: 'mp3, a byte too many in the header', bytes: counted(12, 1), ...same },
    { name: 'mp3, a byte too few in the header', bytes: counted(12, -1), ...same },
    { name: 'mp3, a frame too many in the header', bytes: counted(8, 1), ...same, slack: 2 * MP3_FRAME },
    {
      name: 'mp3, tag between two files',
      bytes: join(bare, id3v1, id3v2(50), bare),
      rate: RATE,
      samples: 32 * MP3_FRAME,
    },
    { name: 'mp3, frames changed', bytes: damaged, ...lost },
    // The beginning of a frame that is cut looks like a whole one.
    { name: 'mp3, bytes lost', bytes: removed, ...lost, slack: 1, gaps: gap(6, 2) },
    {
      name: 'mp3, last byte missing',
      bytes: file.slice(0, -1),
      ...same,
      slack: 2 * MP3_FRAME,
      warnings: ['end-missing'],
    },
  ];
  for (const tenths of TENTHS) {
    const bytes = cut(file, tenths);
    const count = starts.filter((_, i) => i > 0 && (starts[i + 1] ?? file.length) <= bytes.length).length;
    const about = {
      rate: RATE,
      samples: Math.max(0, count * MP3_FRAME),
      slack: 3 * MP3_FRAME,
      warnings: ['cut-short'],
    };
    sounds.push({ name: `mp3, ${String(tenths)} tenths`, bytes, ...about, refused: /^The file is cut short\./ });
  }
  return sounds;
}

/** Positions of the frames of the fixture, behind its tag: layer III, 16 kHz, mono. */
function frameStarts(file: Uint8Array): number[] {
  const rates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
  const starts: number[] = [];
  for (let at = file.indexOf(0xff); at + 4 <= file.length;) {
    starts.push(at);
    at += (rates[file[at + 2]! >> 4]! * 72_000) / RATE + ((file[at + 2]! >> 1) & 1);
  }
  return starts;
}

function latin1Index(bytes: Uint8Array, ...words: readonly string[]): number {
  const text = String.fromCharCode(...bytes.subarray(0, 200));
  return Math.max(...words.map((word) => text.indexOf(word)));
}

/** Returns all generated files. */
export function generatedSounds({ mp3, ogg, opus }: EncodedFixtures): GeneratedSound[] {
  const opusOf = (options = {}) => paged(opus, 2, OPUS_DURATIONS, 24_312, options);
  const vorbisOf = (options = {}) => paged(ogg, 3, VORBIS_DURATIONS, 8000, options);
  return [
    ...wavSounds(),
    ...bareSounds(),
    ...flacSounds(),
    ...oggSounds('opus', 48_000, 312, opusOf(), opusOf({ serial: 9 }), opusOf({ isFlagged: false })),
    ...oggSounds('vorbis', RATE, 0, vorbisOf(), vorbisOf({ serial: 9 }), vorbisOf({ isFlagged: false })),
    ...mp3Sounds(mp3),
  ];
}
