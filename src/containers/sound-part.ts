/** Bytes to pass to a decoder: a range of the file, or bytes that are not in the file. */
export type Piece = Uint8Array<ArrayBuffer> | ByteRange;

/** A range of a file, bytes; `end` is exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A stretch of sound with a separate decoder. All numbers count samples per channel at the file's own rate. */
export interface SoundPart {
  /** What the decoder gets, in this order. */
  readonly pieces: readonly Piece[];
  /** Position of its first sample in the recording. */
  readonly begin: number;
  /** Number of samples that belong to the recording; a decoder may give more at the end. Undefined if not known. */
  readonly length: number | undefined;
}

/** Collects pieces and joins ranges that touch. */
export class PieceList {
  readonly pieces: Piece[] = [];

  constructor(pieces: readonly Piece[] = []) {
    for (const piece of pieces) this.add(piece);
  }

  add(piece: Piece): void {
    const last = this.pieces.at(-1);
    if (last && 'end' in last && 'end' in piece && last.end === piece.start) {
      this.pieces[this.pieces.length - 1] = { start: last.start, end: piece.end };
    } else this.pieces.push(piece);
  }
}

/** Maximum number of parts of a damaged file. Each takes a separate decoder. */
export const MAX_PARTS = 1000;
