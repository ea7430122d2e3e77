import { cutOrDamaged, damagedBeyondUse } from './completeness.js';
import type { SoundPart } from './sound-part.js';
import type { SoundPlan } from './sound-plan.js';
import { allMissing, soundMissing, type SoundWarning } from './sound-warning.js';

/** Maximum silence for missing sound, seconds, unless the sound itself is longer. */
const MAX_SILENCE = 3600;

/**
 * Names what is missing before and between parts of known length.
 *
 * @throws PinnaError `bad-audio` if more is missing than there is
 */
export function missingBetween(parts: readonly SoundPart[], sampleRate: number): SoundWarning[] {
  const gaps: [number, number][] = [];
  let [end, silence] = [0, 0];
  for (const { begin, length } of parts) {
    if (begin > end) {
      gaps.push([end / sampleRate, begin / sampleRate]);
      silence += (begin - end) / sampleRate;
    }
    end = begin + (length ?? 0);
  }
  if (silence > Math.max(MAX_SILENCE, end / sampleRate - silence)) throw damagedBeyondUse();
  return allMissing(gaps);
}

/**
 * Compares the number of decoded samples of a part with its length. Decoders skip what they cannot decode without an error.
 *
 * @param decoded samples per channel at the file's own rate
 * @returns what is missing at the end of the part; undefined if no more is missing than decoders omit
 * @throws PinnaError `bad-audio` if a codec without loss has lost something, unless `partial` is set
 */
export function missingInPart(
  { sampleRate, tolerance, wav, codec }: SoundPlan,
  { begin, length }: SoundPart,
  decoded: number,
  partial: boolean,
): SoundWarning | undefined {
  if (length === undefined || decoded >= length - tolerance) return undefined;
  if ((wav || codec === 'flac') && !partial) throw cutOrDamaged();
  return soundMissing((begin + decoded) / sampleRate, (begin + length) / sampleRate);
}
