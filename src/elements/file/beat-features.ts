import { beatSynchronous } from '../../descriptors/beat-synchronous.js';
import { onsetStrength } from '../../descriptors/onset-strength.js';
import { trackBeats } from '../../descriptors/track-beats.js';
import { BANDS, HOP_SECONDS } from '../../features/log-mel-parameters.js';

/**
 * Replaces the frames from each beat to the next by their mean. Frames before the first beat and after the last stay as they are.
 *
 * @param features log-mel of a whole recording, `[frames × 64]`, dB
 * @returns the same length; a new array
 */
export function beatFeatures(features: Float32Array): Float32Array {
  const frames = features.length / BANDS;
  const frame = (at: number) => features.subarray(at * BANDS, (at + 1) * BANDS);
  const onsets = Float32Array.from({ length: frames }, (_, at) =>
    at === 0 ? 0 : onsetStrength(frame(at), frame(at - 1)),
  );
  const { beats } = trackBeats(onsets);
  const rows = beatSynchronous(features, BANDS, beats, HOP_SECONDS);
  const out = features.slice();
  for (const [row, beat] of beats.slice(0, -1).entries()) {
    const end = Math.min(frames, Math.round(beats[row + 1]! / HOP_SECONDS));
    for (let at = Math.round(beat / HOP_SECONDS); at < end; at++)
      out.set(rows.subarray(row * BANDS, (row + 1) * BANDS), at * BANDS);
  }
  return out;
}
