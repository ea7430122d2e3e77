/** Largest finite binary16. */
const LARGEST_HALF = 65_504;
/** Smallest binary16 with full precision. */
const SMALLEST_NORMAL = 2 ** -14;
/** Power of two that each exponent of a binary16 stands for. */
const POWERS = Float64Array.from({ length: 32 }, (_, exponent) => 2 ** (exponent - 15));

/**
 * Decodes IEEE 754 binary16, little-endian.
 *
 * @param bytes 2 bytes per value
 */
export function decodeHalfFloats(bytes: DataView): Float32Array {
  const values = new Float32Array(bytes.byteLength / 2);
  for (let i = 0; i < values.length; i++) values[i] = decodeHalfFloat(bytes.getUint16(2 * i, true));
  return values;
}

/** Encodes values as IEEE 754 binary16, rounded to the nearest one. Values beyond its range become the largest one. */
export function encodeHalfFloats(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) halves[i] = encodeHalfFloat(values[i]!);
  return halves;
}

function encodeHalfFloat(value: number): number {
  const sign = value < 0 ? 0x8000 : 0;
  const size = Math.min(Math.abs(value), LARGEST_HALF);
  if (!(size >= SMALLEST_NORMAL)) return sign | Math.round((size || 0) * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  // Rounding up may reach the next power of two; the sum then carries into the exponent, as it must.
  return sign | (((exponent + 15) << 10) + Math.round((size / 2 ** exponent - 1) * 1024));
}

/** Returns the number that a binary16 stands for. */
export function decodeHalfFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24; // subnormal
  return sign * (1 + fraction / 1024) * POWERS[exponent]!;
}
