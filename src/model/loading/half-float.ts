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

function decodeHalfFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24; // subnormal
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
