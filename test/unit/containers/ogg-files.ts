import { join, latin1, little, type Bytes } from './bytes.js';

/** A page of a test's Ogg stream. */
export interface TestPage {
  readonly packets: readonly Uint8Array[];
  readonly granule: number;
  readonly flags?: number;
}

const FIRST = 2;
const LAST = 4;

function checksum(page: Uint8Array): number {
  let sum = 0;
  for (const byte of page) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum < 0 ? 0x04c11db7 : 0);
  }
  return sum >>> 0;
}

/** Returns a page of whole packets (RFC 3533). */
export function oggPage({ packets, granule, flags = 0 }: TestPage, serial: number, sequence: number): Bytes {
  const lacing = packets.flatMap(({ length }) => [
    ...new Array<number>(Math.floor(length / 255)).fill(255),
    length % 255,
  ]);
  const head = join(
    latin1('OggS\0'),
    Uint8Array.of(flags),
    little(granule, 8),
    little(serial, 4),
    little(sequence, 4),
    little(0, 4),
    Uint8Array.of(lacing.length),
    Uint8Array.from(lacing),
  );
  const page = join(head, ...packets);
  page.set(little(checksum(page), 4), 22);
  return page;
}

/** Returns all packets of a file of one stream, in which no page header lies inside a packet's bytes. */
export function oggPackets(file: Uint8Array): Bytes[] {
  const packets: Bytes[] = [];
  let parts: Uint8Array[] = [];
  for (let at = 0; at < file.length;) {
    const segments = file[at + 26]!;
    let body = at + 27 + segments;
    for (let i = 0; i < segments; i++) {
      const length = file[at + 27 + i]!;
      parts.push(file.subarray(body, body + length));
      body += length;
      if (length === 255) continue;
      packets.push(join(...parts));
      parts = [];
    }
    at = body;
  }
  return packets;
}

/** An Ogg stream whose pages a test can leave out, repeat or damage. */
export interface TestStream {
  readonly headers: readonly Bytes[];
  readonly pages: readonly Bytes[];
  /** Counter of each of `pages`. */
  readonly granules: readonly number[];
}

/**
 * Puts packets into pages of a few packets each.
 *
 * @param file with one stream
 * @param durations samples of each packet after the headers
 * @param total counter of the last page
 * @param isFlagged whether the last page has the flag that ends a stream
 */
export function paged(
  file: Uint8Array,
  headers: number,
  durations: readonly number[],
  total: number,
  { serial = 1, perPage = 3, isFlagged = true } = {},
): TestStream {
  const packets = oggPackets(file);
  const sound = packets.slice(headers);
  const groups = Array.from({ length: Math.ceil(sound.length / perPage) }, (_, i) =>
    sound.slice(i * perPage, (i + 1) * perPage),
  );
  const ends = groups.map((_, i) => durations.slice(0, (i + 1) * perPage).reduce((sum, one) => sum + one, 0));
  const granules = ends.map((end, i) => (i === groups.length - 1 ? total : end));
  return {
    headers: [
      oggPage({ packets: packets.slice(0, 1), granule: 0, flags: FIRST }, serial, 0),
      oggPage({ packets: packets.slice(1, headers), granule: 0 }, serial, 1),
    ],
    pages: groups.map((group, i) => {
      const flags = isFlagged && i === groups.length - 1 ? LAST : 0;
      return oggPage({ packets: group, granule: granules[i]!, flags }, serial, i + 2);
    }),
    granules,
  };
}

export const oggOf = ({ headers, pages }: TestStream): Bytes => join(...headers, ...pages);

/** Samples of each packet of the fixtures, as ffprobe gives them. */
export const OPUS_DURATIONS = new Array<number>(26).fill(960);
export const VORBIS_DURATIONS = [0, 256, 384, ...new Array<number>(13).fill(512), 384, 256, 256];
