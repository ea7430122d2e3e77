/**
 * Computes how much the sound after each moment differs from the sound before it (Foote 2000, "Automatic audio
 * segmentation using a measure of audio novelty"). A checkerboard kernel, tapered by a Gaussian, slides along the
 * diagonal of the self-similarity matrix.
 *
 * @param rows one vector per moment, compared by cosine similarity
 * @param half kernel half-width, moments
 * @returns per moment, 0 to 1: 1 where each side is uniform and the two sides are opposite
 */
export function novelty(rows: readonly Float64Array[], half: number): Float64Array {
  const units = rows.map((row) => {
    const length = Math.hypot(...row);
    return length > 0 ? row.map((value) => value / length) : row;
  });
  const taper = Array.from({ length: half }, (_, i) => Math.exp(-2 * ((i + 0.5) / half) ** 2));
  return Float64Array.from(units, (_, at) => {
    let [similar, different, weight] = [0, 0, 0];
    const reach = Math.min(half, at, units.length - at);
    for (let i = 0; i < reach; i++) {
      for (let j = 0; j < reach; j++) {
        const counts = taper[i]! * taper[j]!;
        const [before, after] = [at - 1 - i, at + i];
        similar += counts * (dot(units[before]!, units[at - 1 - j]!) + dot(units[after]!, units[at + j]!));
        different += 2 * counts * dot(units[before]!, units[at + j]!);
        weight += 4 * counts;
      }
    }
    // Near the ends the kernel covers fewer moments, so the value is scaled down.
    return weight > 0 ? Math.max(0, (similar - different) / weight) * (reach / half) : 0;
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
