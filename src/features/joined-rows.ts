/** Joins pieces of row-major values: the rows of each follow those of the piece before. */
export function joinedRows(pieces: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let written = 0;
  for (const piece of pieces) {
    all.set(piece, written);
    written += piece.length;
  }
  return all;
}
