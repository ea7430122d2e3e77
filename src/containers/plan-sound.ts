import { isAiff, planAiff } from './aiff.js';
import { isAu, planAu } from './au.js';
import type { ByteReader } from './byte-reader.js';
import { isCaf, planCaf } from './caf.js';
import { requireWhole } from './completeness.js';
import { isFlac, planFlac } from './flac.js';
import { planMp3 } from './mp3.js';
import { MAGIC_BYTES, otherFormat } from './other-formats.js';
import { isOgg, planOgg } from './ogg.js';
import type { SoundPlan } from './sound-plan.js';
import { skipTagsBehind, skipTagsInFront } from './tags.js';
import { isWav, planWav } from './wav.js';
import { isWave64, planWave64 } from './wave64.js';
import { isWebm, planWebm } from './webm.js';

/** Options of {@link planSound}. */
export interface PlanOptions {
  /** Whether to read a file that is cut short or damaged. Default: false, which rejects it. */
  readonly partial?: boolean | undefined;
}

/**
 * Reads a sound file without decoding it; recognises the format by content, not by name. Reads WAV (also RF64, BW64
 * and Wave64), AIFF, CAF and AU with bare samples, FLAC, MP3, Opus, Vorbis and FLAC in Ogg, and WebM. Any thread, page or Node.
 *
 * Reads the header of a file with bare samples, and every frame or page of FLAC, MP3 and Ogg. Memory use depends on the number of damaged
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
  const head = await reader.view(start, MAGIC_BYTES);
  if (isWebm(head)) return planWebm(reader);
  const end = await skipTagsBehind(reader, start);
  if (isWav(head)) return planWav(reader, start, end);
  if (isWave64(head)) return planWave64(reader, start, end);
  if (isAiff(head)) return planAiff(reader, start, end);
  if (isCaf(head)) return planCaf(reader, start, end);
  if (isAu(head)) return planAu(reader, start, end);
  if (isFlac(head)) return planFlac(reader, start, end, partial);
  if (isOgg(head)) return planOgg(reader, start, end);
  if (otherFormat(head) !== undefined) return undefined;
  return planMp3(reader, start, end);
}
