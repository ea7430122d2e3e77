/** Header of a FLAC frame (RFC 9639, section 9.1). */
export interface FlacFrame {
  /** Samples per channel. */
  readonly samples: number;
  /** Whether `number` counts samples; else it counts frames. */
  readonly isVariable: boolean;
  /** Number of the frame, or of its first sample. */
  readonly number: number;
}

/** Maximum length of a header, bytes. */
export const MAX_FLAC_HEADER_BYTES = 16;

/** Table of the header's checksum by byte: polynomial 0x07. */
const TABLE = Uint8Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ (sum & 0x80 ? 0x07 : 0)) & 0xff;
  return sum;
});

/** Reads the frame header at the beginning of a view. @returns undefined if there is no valid header */
export function readFlacFrame(view: DataView): FlacFrame | undefined {
  if (view.byteLength < 6 || view.getUint8(0) !== 0xff || (view.getUint8(1) & 0xfe) !== 0xf8) return undefined;
  const [sizeCode, rateCode] = [view.getUint8(2) >> 4, view.getUint8(2) & 15];
  const depthCode = (view.getUint8(3) >> 1) & 7;
  if (sizeCode === 0 || rateCode === 15 || view.getUint8(3) >> 4 > 10 || view.getUint8(3) & 1 || depthCode === 3) {
    return undefined;
  }
  const coded = readNumber(view, 4);
  if (!coded) return undefined;
  const sizeBytes = sizeCode === 6 ? 1 : sizeCode === 7 ? 2 : 0;
  const rateBytes = rateCode === 12 ? 1 : rateCode > 12 ? 2 : 0;
  const checksumAt = coded.end + sizeBytes + rateBytes;
  if (checksumAt >= view.byteLength || checksum(view, checksumAt) !== view.getUint8(checksumAt)) return undefined;
  return {
    samples: blockSize(view, sizeCode, coded.end),
    isVariable: (view.getUint8(1) & 1) === 1,
    number: coded.value,
  };
}

function blockSize(view: DataView, code: number, at: number): number {
  if (code === 1) return 192;
  if (code < 6) return 576 * 2 ** (code - 2);
  if (code === 6) return view.getUint8(at) + 1;
  if (code === 7) return view.getUint16(at) + 1;
  return 2 ** code;
}

/** Reads a number of up to 36 bits, coded like UTF-8. */
function readNumber(view: DataView, at: number): { value: number; end: number } | undefined {
  const first = view.getUint8(at);
  if (first < 0x80) return { value: first, end: at + 1 };
  const length = Math.clz32(~(first << 24));
  if (length < 2 || length > 7 || at + length > view.byteLength) return undefined;
  let value = first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const byte = view.getUint8(at + i);
    if (byte >> 6 !== 2) return undefined;
    value = value * 64 + (byte & 63);
  }
  return { value, end: at + length };
}

function checksum(view: DataView, end: number): number {
  let sum = 0;
  for (let i = 0; i < end; i++) sum = TABLE[sum ^ view.getUint8(i)]!;
  return sum;
}
