/** What the beginning of a sound file says of its samples. */
export interface AudioHeader {
  /** Hz. */
  readonly sampleRate: number;
  readonly channels: number;
}

/** Enough for the chunks that field recorders write before the one that tells the format, bytes. */
const HEAD = 1 << 16;
/** MPEG-1's rates by index, Hz; MPEG-2 halves and MPEG-2.5 quarters them. */
const MPEG_RATES = [44_100, 48_000, 32_000];

/**
 * Reads the sample rate and the number of channels of WAV, FLAC, MP3, and of Vorbis and Opus in Ogg, by content and not by
 * name. Main thread or worker.
 *
 * @returns undefined for other formats, and for what is damaged
 */
export async function readAudioHeader(file: Blob): Promise<AudioHeader | undefined> {
  let start = 0;
  // Programs that do not know of a tag put another one in front.
  for (let length = -1; length !== 0; start += length) length = tagLength(await view(file, start, 10));
  const head = await view(file, start, HEAD);
  const header = wav(head) ?? flac(head) ?? ogg(head) ?? mp3(head);
  return header && header.sampleRate > 0 && header.channels > 0 ? header : undefined;
}

async function view(file: Blob, start: number, length: number): Promise<DataView> {
  return new DataView(await file.slice(start, start + length).arrayBuffer());
}

/** Four characters. */
function tag(head: DataView, at: number): string {
  if (head.byteLength < at + 4) return '';
  return String.fromCharCode(...new Uint8Array(head.buffer, at, 4));
}

/** Length of an ID3v2 tag in front (https://id3.org/id3v2.4.0-structure), bytes: seven bits in each byte of its size. */
function tagLength(head: DataView): number {
  if (head.byteLength < 10 || tag(head, 0).slice(0, 3) !== 'ID3') return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (head.getUint8(at) & 127), 0);
  const footer = head.getUint8(5) & 0x10 ? 10 : 0;
  return 10 + size + footer;
}

function wav(head: DataView): AudioHeader | undefined {
  if (tag(head, 0) !== 'RIFF' || tag(head, 8) !== 'WAVE') return undefined;
  for (let at = 12; at + 16 <= head.byteLength;) {
    if (tag(head, at) === 'fmt ') {
      return { channels: head.getUint16(at + 10, true), sampleRate: head.getUint32(at + 12, true) };
    }
    // Chunks are padded to even lengths.
    const bytes = head.getUint32(at + 4, true);
    at += 8 + bytes + (bytes % 2);
  }
  return undefined;
}

/** STREAMINFO is always first (RFC 9639): 20 bits of rate, then 3 bits of channels less one. */
function flac(head: DataView): AudioHeader | undefined {
  if (tag(head, 0) !== 'fLaC' || head.byteLength < 22) return undefined;
  const bits = head.getUint32(18);
  return { sampleRate: bits >>> 12, channels: ((bits >>> 9) & 7) + 1 };
}

/** The first page's one packet starts at byte 28. Opus always decodes to 48 kHz, whatever it was made from. */
function ogg(head: DataView): AudioHeader | undefined {
  if (tag(head, 0) !== 'OggS' || head.byteLength < 44) return undefined;
  if (tag(head, 28) === 'Opus') return { sampleRate: 48_000, channels: head.getUint8(37) };
  if (tag(head, 29) === 'vorb') return { sampleRate: head.getUint32(40, true), channels: head.getUint8(39) };
  return undefined;
}

function mp3(head: DataView): AudioHeader | undefined {
  if (head.byteLength < 4) return undefined;
  const bits = head.getUint32(0);
  const [version, layer, bitrate, rate] = [(bits >>> 19) & 3, (bits >>> 17) & 3, (bits >>> 12) & 15, (bits >>> 10) & 3];
  if (bits >>> 21 !== 0x7ff || version === 1 || layer !== 1 || bitrate === 0 || bitrate === 15) return undefined;
  const divisor = { 3: 1, 2: 2, 0: 4 }[version] ?? 1;
  return { sampleRate: (MPEG_RATES[rate] ?? 0) / divisor, channels: ((bits >>> 6) & 3) === 3 ? 1 : 2 };
}
