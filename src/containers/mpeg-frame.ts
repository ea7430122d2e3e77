/** The header of a frame of MPEG audio layer III (ISO/IEC 11172-3, 13818-3). */
export interface MpegFrame {
  /** Hz. */
  readonly sampleRate: number;
  readonly channels: number;
  /** Samples per channel. */
  readonly samples: number;
  /** Length of the whole frame, bytes. */
  readonly bytes: number;
  /** Length of the header and the side information, bytes. In a first frame, an encoder's own header begins there. */
  readonly sideInfoEnd: number;
}

/** Sample rates of MPEG-1 by index, Hz; MPEG-2 halves and MPEG-2.5 quarters them. */
const RATES = [44_100, 48_000, 32_000];
/** Bit rates by index, kbit/s. */
const MPEG1_BITRATES = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const MPEG2_BITRATES = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const DIVISORS: Readonly<Record<number, number>> = { 3: 1, 2: 2, 0: 4 };

/**
 * Reads a frame header. Rejects other layers: a UTF-16 byte-order mark would match layer I.
 *
 * @returns undefined if no valid header begins there
 */
export function readMpegFrame(view: DataView, at = 0): MpegFrame | undefined {
  if (at + 4 > view.byteLength || view.getUint8(at) !== 0xff) return undefined;
  const bits = view.getUint32(at);
  const [version, layer, bitrate, rate] = [(bits >>> 19) & 3, (bits >>> 17) & 3, (bits >>> 12) & 15, (bits >>> 10) & 3];
  const divisor = DIVISORS[version];
  if (bits >>> 21 !== 0x7ff || divisor === undefined || layer !== 1 || bitrate === 0 || bitrate === 15 || rate === 3) {
    return undefined;
  }
  const isMpeg1 = version === 3;
  const isMono = ((bits >>> 6) & 3) === 3;
  const sampleRate = RATES[rate]! / divisor;
  const samples = isMpeg1 ? 1152 : 576;
  const kilobits = (isMpeg1 ? MPEG1_BITRATES : MPEG2_BITRATES)[bitrate]!;
  const padding = (bits >>> 9) & 1;
  return {
    sampleRate,
    channels: isMono ? 1 : 2,
    samples,
    bytes: Math.floor((samples * kilobits * 125) / sampleRate) + padding,
    sideInfoEnd: 4 + (isMpeg1 ? (isMono ? 17 : 32) : isMono ? 9 : 17),
  };
}

/** Whether two frames can belong to one stream. */
export function isSameStream(one: MpegFrame, other: MpegFrame): boolean {
  return one.sampleRate === other.sampleRate && one.samples === other.samples;
}
