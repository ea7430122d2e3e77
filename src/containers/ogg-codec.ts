import { characters } from './byte-reader.js';
import { cutShort, damagedHeader } from './completeness.js';
import { readStreamInfo } from './flac.js';
import { readFlacFrame } from './flac-frame.js';
import type { SoundPlan } from './sound-plan.js';
import { vorbisBlocks } from './vorbis-blocks.js';

/** Properties of an audio stream in Ogg, from its first packet. */
export interface OggCodec extends Pick<SoundPlan, 'codec' | 'sampleRate' | 'channels'> {
  /** Number of samples at the beginning that a decoder discards. */
  readonly skipped: number;
  /** Number of packets before the audio; undefined for FLAC of an unknown number, whose audio begins with 0xff. */
  readonly headerPackets: number | undefined;
}

/** Counts the samples that each packet of a stream adds. */
export type PacketClock = (packet: DataView) => number;

/** Number of bytes of a packet that its clock reads. */
export const PACKET_HEAD_BYTES = 20;

/**
 * Reads the codec's header from the first packet.
 *
 * @returns undefined for other codecs
 * @throws PinnaError `bad-audio` for an invalid header of a known codec
 */
export function readOggCodec(packet: DataView): OggCodec | undefined {
  const codec = opus(packet) ?? vorbis(packet) ?? flac(packet);
  if (codec && (codec.sampleRate === 0 || codec.channels === 0)) throw damagedHeader();
  return codec;
}

/** Reads the header of Opus (RFC 7845). Opus always decodes to 48 kHz, whatever the rate of its input was. */
function opus(packet: DataView): OggCodec | undefined {
  if (characters(packet, 0, 8) !== 'OpusHead') return undefined;
  if (packet.byteLength < 19) throw cutShort();
  const skipped = packet.getUint16(10, true);
  return { codec: 'opus', sampleRate: 48_000, channels: packet.getUint8(9), skipped, headerPackets: 2 };
}

function vorbis(packet: DataView): OggCodec | undefined {
  if (characters(packet, 0, 7) !== '\x01vorbis') return undefined;
  if (packet.byteLength < 30) throw cutShort();
  const [channels, sampleRate] = [packet.getUint8(11), packet.getUint32(12, true)];
  return { codec: 'vorbis', sampleRate, channels, skipped: 0, headerPackets: 3 };
}

/** Reads the header of FLAC in Ogg (RFC 5334 and the FLAC mapping): FLAC's own header follows after nine bytes. */
function flac(packet: DataView): OggCodec | undefined {
  if (characters(packet, 0, 5) !== '\x7fFLAC') return undefined;
  if (packet.byteLength < 9) throw cutShort();
  const { sampleRate, channels } = readStreamInfo(
    new DataView(packet.buffer, packet.byteOffset + 9, packet.byteLength - 9),
  );
  return { codec: 'flac', sampleRate, channels, skipped: 0, headerPackets: undefined };
}

/**
 * Returns a function that counts the samples of one packet after another. Call it with the first bytes of each, and start
 * again after a loss.
 *
 * @param setup Vorbis: the last packet before the audio
 * @throws PinnaError `bad-audio` for a damaged setup
 */
export function packetClock({ codec }: OggCodec, first: DataView, setup: Uint8Array): PacketClock {
  if (codec === 'opus') return opusSamples;
  if (codec === 'flac') return (packet) => readFlacFrame(packet)?.samples ?? 0;
  return vorbisBlocks(first, setup);
}

/** Frame lengths of Opus by configuration, samples at 48 kHz (RFC 6716, section 3.1). */
const SILK_FRAMES = [480, 960, 1920, 2880];
const HYBRID_FRAMES = [480, 960];
const CELT_FRAMES = [120, 240, 480, 960];

function opusSamples(packet: DataView): number {
  if (packet.byteLength === 0) return 0;
  const head = packet.getUint8(0);
  const configuration = head >> 3;
  const length =
    configuration < 12
      ? SILK_FRAMES[configuration & 3]!
      : configuration < 16
        ? HYBRID_FRAMES[configuration & 1]!
        : CELT_FRAMES[configuration & 3]!;
  const code = head & 3;
  if (code < 3) return length * (code === 0 ? 1 : 2);
  return packet.byteLength < 2 ? 0 : length * (packet.getUint8(1) & 63);
}
