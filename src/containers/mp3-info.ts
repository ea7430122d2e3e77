import { characters, type ByteReader } from './byte-reader.js';
import type { MpegFrame } from './mpeg-frame.js';

/** Properties of the whole stream, from the encoder's own header in the first frame. Undefined if it does not give them. */
export interface Mp3Info {
  /** Number of frames after this one. */
  readonly frames: number | undefined;
  /** Length of the stream, bytes. */
  readonly bytes: number | undefined;
  /** Number of samples that the encoder added at the beginning and at the end. */
  readonly padding: readonly [begin: number, end: number];
}

/** Reads the encoder's own header: that of Xing and LAME, or Fraunhofer's (VBRI). */
export async function readMp3Info(
  reader: ByteReader,
  position: number,
  frame: MpegFrame,
): Promise<Mp3Info | undefined> {
  const xing = await reader.view(position + frame.sideInfoEnd, 144);
  if (['Xing', 'Info'].includes(characters(xing, 0)) && xing.byteLength >= 16) return readXing(xing);
  const vbri = await reader.view(position + 36, 18);
  if (characters(vbri, 0) !== 'VBRI' || vbri.byteLength < 18) return undefined;
  return { bytes: vbri.getUint32(10) || undefined, frames: vbri.getUint32(14) || undefined, padding: [0, 0] };
}

function readXing(view: DataView): Mp3Info {
  const flags = view.getUint32(4);
  const [hasFrames, hasBytes, hasTable, hasQuality] = [1, 2, 4, 8].map((bit) => (flags & bit) !== 0);
  const bytesAt = hasFrames ? 12 : 8;
  const lameAt = bytesAt + (hasBytes ? 4 : 0) + (hasTable ? 100 : 0) + (hasQuality ? 4 : 0);
  const hasDelays = view.byteLength >= lameAt + 24 && view.getUint8(lameAt) !== 0;
  const delays = hasDelays ? view.getUint32(lameAt + 20) & 0xffffff : 0;
  // 0: the encoder could not go back to write it.
  return {
    frames: hasFrames ? view.getUint32(8) || undefined : undefined,
    bytes: hasBytes ? view.getUint32(bytesAt) || undefined : undefined,
    padding: [delays >>> 12, delays & 0xfff],
  };
}
