/** Number of columns in a waveform. */
export const COLUMNS = 800;
/** Largest number of samples that are read for one column, so that an hour is drawn as fast as a minute. */
const SAMPLES = 4096;

/**
 * Returns the highest absolute sample in each column, 0 to 1. Of a very long recording it reads samples at regular distances. Pure.
 *
 * @param channels samples of each channel, of the same length
 */
export function waveform(channels: readonly Float32Array[]): number[] {
  const length = channels[0]?.length ?? 0;
  return Array.from({ length: COLUMNS }, (_, column) => {
    const [from, to] = [Math.floor((column * length) / COLUMNS), Math.floor(((column + 1) * length) / COLUMNS)];
    const stride = Math.max(1, Math.floor((to - from) / SAMPLES));
    let highest = 0;
    for (const samples of channels)
      for (let i = from; i < to; i += stride) highest = Math.max(highest, Math.abs(samples[i]!));
    return Math.min(1, highest);
  });
}

/** Returns a waveform as the path of an SVG whose height is 2 and whose width is {@link COLUMNS}. */
export const waveformPath = (peaks: readonly number[]): string =>
  peaks
    .map((peak, x) => `M${String(x)} ${(-Math.max(0.01, peak)).toFixed(3)}V${Math.max(0.01, peak).toFixed(3)}`)
    .join('');
