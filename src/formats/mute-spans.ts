/** Length of the fade at each end of a muted span, seconds; an abrupt end would click. The fades lie inside the span. */
const FADE = 0.02;

/**
 * Returns a copy of the samples in which the spans are silent. Pure.
 *
 * @param start time of the first sample, seconds
 * @param spans time spans on the same clock, seconds; they may overlap and reach beyond the samples
 */
export function muteSpans(
  samples: Float32Array,
  { start, sampleRate }: { readonly start: number; readonly sampleRate: number },
  spans: readonly { readonly from: number; readonly to: number }[],
): Float32Array<ArrayBuffer> {
  const muted = new Float32Array(samples);
  const fade = FADE * sampleRate;
  for (const { from, to } of spans) {
    const [begin, end] = [(from - start) * sampleRate, (to - start) * sampleRate];
    const first = Math.max(0, Math.ceil(begin));
    const last = Math.min(samples.length, Math.ceil(end));
    for (let i = first; i < last; i++) {
      // 1 at the edges of the span, 0 inside. Where spans overlap, the quieter one counts.
      const gain = Math.max(0, 1 - (i - begin) / fade, 1 - (end - i) / fade);
      if (gain < 1) muted[i] = Math.sign(muted[i]!) * Math.min(Math.abs(muted[i]!), Math.abs(samples[i]! * gain));
    }
  }
  return muted;
}
