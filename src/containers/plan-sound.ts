import { characters, type ByteReader } from './byte-reader.js';
import { requireWhole } from './completeness.js';
import { isFlac, planFlac } from './flac.js';
import { planMp3 } from './mp3.js';
import { isOgg, planOgg } from './ogg.js';
import type { SoundPlan } from './sound-plan.js';
import { skipTagsBehind, skipTagsInFront } from './tags.js';
import { isWav, planWav } from './wav.js';
import { isWebm, planWebm } from './webm.js';

/** Options of {@link planSound}. */
export interface PlanOptions {
  /** Whether to read a file that is cut short or damaged. Default: false, which rejects it. */
  readonly partial?: boolean | undefined;
}

/**
 * Reads a sound file without decoding it; recognises the format by content, not by name. Reads WAV (also RF64 and BW64),
 * FLAC, MP3, Opus, Vorbis and FLAC in Ogg, and WebM. Any thread, page or Node.
 *
 * Reads the header of a WAV file, and every frame or page of FLAC, MP3 and Ogg. Memory use depends on the number of damaged
 * places alone, whatever the file says.
 *
 * @returns undefined for other formats and for files without sound
 * @throws PinnaError `bad-audio` for a file that ends before its audio begins, for a damaged header, and for a file that is
 *   cut short, unless `partial` is set
 */
export async function planSound(
  reader: ByteReader,
  { partial = false }: PlanOptions = {},
): Promise<SoundPlan | undefined> {
  const plan = await planAny(reader, partial);
  if (plan) requireWhole(plan, partial);
  return plan;
}

async function planAny(reader: ByteReader, partial: boolean): Promise<SoundPlan | undefined> {
  const start = await skipTagsInFront(reader);
  const head = await reader.view(start, 12);
  if (isWebm(head)) return planWebm(reader);
  const end = await skipTagsBehind(reader, start);
  if (isWav(head)) return planWav(reader, start, end);
  if (isFlac(head)) return planFlac(reader, start, end, partial);
  if (isOgg(head)) return planOgg(reader, start, end);
  if (otherFormat(head) !== undefined) return undefined;
  return planMp3(reader, start, end);
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
