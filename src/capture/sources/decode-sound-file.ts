import { ByteReader } from '../../containers/byte-reader.js';
import { missingInPart } from '../../containers/missing-sound.js';
import { nameOtherFormat } from '../../containers/other-formats.js';
import { planSound, type PlanOptions } from '../../containers/plan-sound.js';
import type { SoundPart } from '../../containers/sound-part.js';
import type { SoundPlan } from '../../containers/sound-plan.js';
import type { SoundWarning } from '../../containers/sound-warning.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { frameGeometry } from '../../features/frame-geometry.js';
import { decodeWav } from './decode-wav.js';
import { decodeWith } from './decode-with.js';
import { estimatedDuration } from './estimated-duration.js';
import { mediaDuration } from './media-duration.js';

/** Options of {@link decodeSoundFile}. */
export interface DecodeSoundOptions extends PlanOptions {
  /** Sample rate to decode to, Hz. Default: the file's own, if it can be analysed. */
  readonly sampleRate?: number | undefined;
  /** Called with each defect of a file that is decoded nevertheless. */
  readonly onWarning?: ((warning: SoundWarning) => void) | undefined;
}

/** Sample rate to decode at if the file's own is unknown or too high, Hz. */
const DEFAULT_RATE = 48_000;
/** Factor by which an estimated duration may be wrong: the bit rate of the beginning is not that of the whole. */
const ESTIMATE_DOUBT = 2;
/** Limit for decoded audio in a page, bytes: an hour and a half of stereo at 48 kHz. */
const MAX_DECODED_BYTES = 2 ** 31;
/**
 * File size up to which an unknown duration is not measured, bytes: the limit at the lowest bit rate of any codec that has no
 * duration in its headers, 1 kbit/s.
 */
const MAX_UNMEASURED_BYTES = 2 ** 19;

/**
 * Decodes a sound file. Uses the same bytes and positions as the command line. Main thread.
 *
 * @throws PinnaError `empty-audio`, `bad-audio`, `unsupported-sample-rate`, `audio-too-long`
 */
export async function decodeSoundFile(file: Blob, options: DecodeSoundOptions = {}): Promise<AudioBuffer> {
  const { sampleRate, partial = false, onWarning } = options;
  const reader = ByteReader.of(file);
  const plan = await planSound(reader, { partial });
  const rate = sampleRate ?? rateFor(plan);
  const duration = await durationOf(file, plan);
  const limit = longest(rate, plan?.channels ?? 2);
  if (duration.seconds > limit * duration.doubt) throw tooLong(duration.seconds, limit);
  const context = new OfflineAudioContext(1, 1, rate);
  if (!plan || plan.format === 'webm') {
    const format = await nameOtherFormat(reader);
    return decodeWith(context, file, format).catch((error: unknown) => {
      throw duration.seconds > limit / duration.doubt ? tooLong(duration.seconds, limit) : error;
    });
  }
  for (const warning of plan.warnings) onWarning?.(warning);
  const buffers: AudioBuffer[] = [];
  for (const part of plan.parts) {
    const bytes = bytesOf(file, part);
    const buffer = plan.wav
      ? await decodeWav(context, bytes, plan.wav, part.length!)
      : await decodeWith(context, bytes);
    const scale = plan.sampleRate / rate;
    // Resampling may round off a sample.
    const decoded = buffer.length * scale + (scale === 1 ? 0 : 2 * scale + 1);
    const missing = missingInPart(plan, part, decoded, partial);
    if (missing) onWarning?.(missing);
    buffers.push(buffer);
  }
  return join(buffers, plan, rate);
}

/** Puts decoded parts at their positions, with silence between them. */
function join(buffers: readonly AudioBuffer[], plan: SoundPlan, rate: number): AudioBuffer {
  const scale = rate / plan.sampleRate;
  const length = joinedLength(buffers.at(-1)!.length, plan, scale);
  const first = buffers[0]!;
  if (buffers.length === 1 && first.length === length && plan.parts[0]!.begin === 0) return first;
  const numberOfChannels = Math.max(...buffers.map((buffer) => buffer.numberOfChannels));
  const joined = new AudioBuffer({ length, numberOfChannels, sampleRate: rate });
  buffers.forEach((buffer, i) => {
    const begin = Math.round(plan.parts[i]!.begin * scale);
    const end = i + 1 < buffers.length ? Math.round(plan.parts[i + 1]!.begin * scale) : length;
    const samples = Math.min(buffer.length, Math.round((plan.parts[i]!.length ?? Infinity) * scale), end - begin);
    for (let c = 0; c < numberOfChannels; c++) {
      // A part with fewer channels than others sounds in all of them, so the mean stays the same.
      const channel = buffer.getChannelData(c % buffer.numberOfChannels).subarray(0, samples);
      joined.copyToChannel(channel, c, begin);
    }
  });
  return joined;
}

/** Returns the length of the recording at the decoded rate, samples. @param decoded length of the last part as decoded */
function joinedLength(decoded: number, { parts, tolerance }: SoundPlan, scale: number): number {
  const { begin, length } = parts.at(-1)!;
  if (length === undefined) return Math.round(begin * scale) + decoded;
  const whole = Math.round((begin + length) * scale);
  const there = Math.round(begin * scale) + decoded;
  return there < whole && there >= whole - Math.ceil(tolerance * scale) ? there : whole;
}

/** Returns what a decoder gets, without tags and chunks that some browsers cannot read. */
function bytesOf(file: Blob, { pieces }: SoundPart): Blob {
  const only = pieces.length === 1 ? pieces[0]! : undefined;
  if (only && 'end' in only && only.start === 0 && only.end === file.size) return file;
  const parts = pieces.map((piece) => ('end' in piece ? file.slice(piece.start, piece.end) : piece));
  return new File(parts, file instanceof File ? file.name : '');
}

/** Duration of a file, and by which factor it may be wrong in either direction. */
interface Duration {
  readonly seconds: number;
  readonly doubt: number;
}

/**
 * Returns the duration by the headers. If they do not give it, asks the browser, which knows more formats; if it does not know it,
 * estimates it. 0 seconds for a file that is short in any case, or that cannot be decoded in parts.
 */
async function durationOf(file: Blob, plan: SoundPlan | undefined): Promise<Duration> {
  const samples = plan?.samples ?? plan?.declared;
  if (plan && samples !== undefined) return { seconds: samples / plan.sampleRate, doubt: 1 };
  if (file.size <= MAX_UNMEASURED_BYTES) return { seconds: 0, doubt: 1 };
  const known = await mediaDuration(file);
  if (known !== undefined) return { seconds: known, doubt: 1 };
  return { seconds: (await estimatedDuration(file)) ?? 0, doubt: ESTIMATE_DOUBT };
}

/** Returns the sample rate to decode at, Hz. @throws PinnaError `unsupported-sample-rate` */
function rateFor(plan: SoundPlan | undefined): number {
  if (!plan) return DEFAULT_RATE;
  try {
    return frameGeometry(plan.sampleRate).sampleRate;
  } catch (error) {
    if (plan.sampleRate < DEFAULT_RATE) throw error;
    return DEFAULT_RATE;
  }
}

/** Returns the longest recording that fits into the memory of a page, seconds. */
const longest = (rate: number, channels: number) => MAX_DECODED_BYTES / (rate * channels * 4);

/** @param seconds length of the file @param limit longest recording, seconds */
function tooLong(seconds: number, limit: number): PinnaError {
  return new PinnaError(
    PinnaErrorCode.AudioTooLong,
    `The file is ${Math.ceil(seconds / 60)} minutes long, too long for the memory of a page. Cut it into parts of at ` +
      `most ${Math.floor(limit / 60)} minutes, or use the command line, which reads a file of any length piece by piece.`,
  );
}
