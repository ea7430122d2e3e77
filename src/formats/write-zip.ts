/** A file in an archive. */
export interface ZipEntry {
  /** Name, with `/` between folders. */
  readonly name: string;
  /** Parts of the content, in order. Text is written as UTF-8. */
  readonly content: readonly (string | Uint8Array)[];
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Version 2.0 of the format. */
const VERSION = 20;
/** Flag: names are UTF-8. */
const UTF8 = 1 << 11;
/** First date that the format can hold, 1 January 1980: the same entries give the same archive. */
const DATE = 0x0021;

/** Remainders of the CRC-32 of ZIP for each byte. */
const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  return remainder;
});

/**
 * Writes a ZIP archive (APPNOTE 6.3.10) without compression. The archive must be smaller than 4 GiB and have fewer than 65,536
 * entries.
 *
 * @returns its parts, in order
 */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer>[] {
  const encoder = new TextEncoder();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const bytes = content.map((part) => (typeof part === 'string' ? encoder.encode(part) : new Uint8Array(part)));
    const size = bytes.reduce((sum, part) => sum + part.length, 0);
    const path = encoder.encode(name);
    const about = [VERSION, UTF8, 0, 0, DATE];
    const sizes = [checksum(bytes), size, size];
    const local = [record([LOCAL], about, sizes, [path.length, 0]), path, ...bytes];
    directory.push(record([CENTRAL], [VERSION, ...about], sizes, [path.length, 0, 0, 0, 0], [0, offset]), path);
    parts.push(...local);
    offset += local.reduce((sum, part) => sum + part.length, 0);
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = entries.length;
  return [...parts, ...directory, record([END], [0, 0, count, count], [size, offset], [0])];
}

/** Encodes fields, little-endian: those of the first, third, … group have 4 bytes each, those of the other groups 2. */
function record(...groups: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> {
  const bytes = groups.flatMap((group, i) =>
    group.flatMap((value) => Array.from({ length: i % 2 === 0 ? 4 : 2 }, (_, at) => (value >>> (8 * at)) & 0xff)),
  );
  return Uint8Array.from(bytes);
}

function checksum(parts: readonly Uint8Array[]): number {
  let remainder = 0xffffffff;
  for (const part of parts)
    for (const byte of part) remainder = REMAINDERS[(remainder ^ byte) & 0xff]! ^ (remainder >>> 8);
  return ~remainder >>> 0;
}
