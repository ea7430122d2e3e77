/** Values as whole numbers from −127 to 127, and the factor that turns them back. */
export interface Quantised {
  readonly values: Int8Array;
  readonly scale: number;
}

/** Rounds values to 8 bits. The error is at most half of `scale`, which is 1/127 of the largest value. */
export function quantise(values: ArrayLike<number>): Quantised {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  const scale = Math.fround(largest / 127) || 1;
  return { values: Int8Array.from(values, (value) => Math.max(-127, Math.min(127, Math.round(value / scale)))), scale };
}

/** Returns the values that quantised ones stand for. */
export function restore({ values, scale }: Quantised): Float32Array {
  return Float32Array.from(values, (value) => value * scale);
}
