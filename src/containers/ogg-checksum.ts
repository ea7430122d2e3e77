/** Table of the checksum by byte: polynomial 0x04c11db7, highest bit first. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24;
  for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum < 0 ? 0x04c11db7 : 0);
  return sum >>> 0;
});

/** Position of the checksum in a page, bytes. */
const CHECKSUM_AT = 22;

/** Computes the checksum of a whole page, with the checksum's own field as zeros. */
function oggChecksum(page: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < page.length; i++) {
    const byte = i >= CHECKSUM_AT && i < CHECKSUM_AT + 4 ? 0 : page[i]!;
    sum = (sum << 8) ^ TABLE[(sum >>> 24) ^ byte]!;
  }
  return sum >>> 0;
}

/** Whether a whole Ogg page (RFC 3533) is undamaged. */
export const isSoundPage = (page: Uint8Array): boolean =>
  new DataView(page.buffer, page.byteOffset).getUint32(CHECKSUM_AT, true) === oggChecksum(page);

/** Writes the checksum of a whole Ogg page. */
export function setOggChecksum(page: Uint8Array): void {
  new DataView(page.buffer, page.byteOffset).setUint32(CHECKSUM_AT, oggChecksum(page), true);
}
