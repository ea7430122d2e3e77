/** Builders of binary files for tests. */

export type Bytes = Uint8Array<ArrayBuffer>;

export function join(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}

export const latin1 = (text: string): Bytes => Uint8Array.from(text, (c) => c.charCodeAt(0));

export function little(value: number, bytes: number): Bytes {
  return Uint8Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);
}

export const big = (value: number, bytes: number): Bytes => little(value, bytes).reverse();

/** Returns an ID3v2 tag with `bytes` of content. */
export const id3v2 = (bytes: number): Bytes =>
  join(latin1('ID3\x04\0\0'), Uint8Array.of(0, 0, bytes >> 7, bytes & 127), new Uint8Array(bytes));

export const id3v1: Bytes = join(latin1('TAG'), new Uint8Array(125).fill(0x20));

/** An APE tag without a header. */
export const apeTag: Bytes = join(
  new Uint8Array(10).fill(1),
  latin1('APETAGEX'),
  little(2000, 4),
  little(42, 4),
  new Uint8Array(16),
);
