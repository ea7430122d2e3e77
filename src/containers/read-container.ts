import { characters, type ByteReader } from './byte-reader.js';
import { isFlac, readFlac } from './flac.js';
import { readMp3 } from './mp3.js';
import { isOgg, readOgg } from './ogg.js';
import type { SoundContainer } from './sound-container.js';
import { skipTagsBehind, skipTagsInFront } from './tags.js';
import { isWav, readWav } from './wav.js';
import { isWebm, readWebm } from './webm.js';

/**
 * Reads the headers of a sound file; recognises the format by content, not by name. Reads WAV (also RF64 and BW64), FLAC,
 * MP3, Opus, Vorbis and FLAC in Ogg, and WebM. Any thread, page or Node. Uses 64 kB of memory whatever the file says.
 *
 * @returns undefined for other formats and for files without sound
 * @throws PinnaError `bad-audio` for a file that ends before its audio begins, and for a damaged header
 */
export async function readContainer(reader: ByteReader): Promise<SoundContainer | undefined> {
  const start = await skipTagsInFront(reader);
  const head = await reader.view(start, 12);
  if (isWebm(head)) return readWebm(reader);
  const end = await skipTagsBehind(reader, start);
  if (isWav(head)) return readWav(reader, start, end);
  if (isFlac(head)) return readFlac(reader, start, end);
  if (isOgg(head)) return readOgg(reader, start, end);
  if (otherFormat(head) !== undefined) return undefined;
  return readMp3(reader, start, end);
}

/** Formats that are named but not read: name, position of the first bytes, and the first bytes. */
const OTHERS: readonly (readonly [name: string, at: number, magic: string])[] = [
  ['MP4 (M4A)', 4, 'ftyp'],
  ['WebM or Matroska', 0, '\x1a\x45\xdf\xa3'],
  ['AIFF', 0, 'FORM'],
  ['CAF', 0, 'caff'],
  ['AMR', 0, '#!AMR'],
  ['Wave64', 0, 'riff'],
  ['WAV with its bytes reversed (RIFX)', 0, 'RIFX'],
  ['AVI', 8, 'AVI '],
  ['WavPack', 0, 'wvpk'],
  ["Monkey's Audio", 0, 'MAC '],
  ['Windows Media Audio', 0, '\x30\x26\xb2\x75'],
  ['AU', 0, '.snd'],
  ['DSD', 0, 'DSD '],
  ['MIDI', 0, 'MThd'],
];

/** Returns the name of a known format that is not read; undefined for any other file. */
export async function nameOtherFormat(reader: ByteReader): Promise<string | undefined> {
  return otherFormat(await reader.view(await skipTagsInFront(reader), 12));
}

function otherFormat(head: DataView): string | undefined {
  // ADTS: twelve bits set, and layer 0.
  if (head.byteLength >= 2 && (head.getUint16(0) & 0xfff6) === 0xfff0) return 'AAC';
  return OTHERS.find(([, at, magic]) => characters(head, at, magic.length) === magic)?.[0];
}
