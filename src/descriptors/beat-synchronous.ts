import { HOP_SECONDS } from '../features/log-mel-parameters.js';

/**
 * Averages frame values from each beat to the next, as `librosa.util.sync` does. Frames before the first beat and after
 * the last are ignored.
 *
 * @param values `[frames × width]`, row-major: chroma, log-mel or any other
 * @param width values per frame
 * @param beats seconds from the start of the first frame, ascending
 * @param hopSeconds distance between frames, seconds; by default, that of descriptors and log-mel frames
 * @returns `[beats − 1 × width]`, row-major; a new array
 */
export function beatSynchronous(
  values: Float32Array,
  width: number,
  beats: readonly number[],
  hopSeconds = HOP_SECONDS,
): Float32Array {
  const frames = values.length / width;
  const edges = beats.map((beat) => Math.min(Math.max(Math.round(beat / hopSeconds), 0), frames));
  const rows = Math.max(0, beats.length - 1);
  const out = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const from = Math.min(edges[row]!, frames - 1);
    const to = Math.max(edges[row + 1]!, from + 1);
    for (let at = 0; at < width; at++) {
      let sum = 0;
      for (let frame = from; frame < to; frame++) sum += values[frame * width + at]!;
      out[row * width + at] = sum / (to - from);
    }
  }
  return out;
}
