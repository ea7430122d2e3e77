/** Copies bytes; the two places may overlap. */
export function move(from: usize, to: usize, bytes: usize): void {
  memory.copy(to, from, bytes);
}

/**
 * Gives each row the value that is the newest when the row is complete: row i gets value `(offset + i + 1) / rowsPerValue`,
 * rounded down.
 *
 * @param values `[…, width]`: the newest one before these rows, then those that complete during them
 * @param y `[rows, width]`
 * @param offset rows since value 0 was complete
 * @param adds whether the values are added to those in `y`, or replace them
 */
export function spread(
  values: usize,
  y: usize,
  rows: i32,
  width: i32,
  offset: i32,
  rowsPerValue: i32,
  adds: bool,
): void {
  const bytes = (<usize>width) << 2;
  for (let row = 0; row < rows; row++) {
    offset += 1;
    const from = values + <usize>(offset / rowsPerValue) * bytes;
    for (let column: usize = 0; column < bytes; column += 16) {
      const value = v128.load(from + column);
      v128.store(y + column, adds ? f32x4.add(v128.load(y + column), value) : value);
    }
    y += bytes;
  }
}
