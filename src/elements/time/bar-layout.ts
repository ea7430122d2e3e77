/** Where moments stand in a picture that is shifted: times are seconds, places % of the picture's width. */
export class BarLayout {
  /** @param base The moment at the right edge; −Infinity while there is none. @param span Length of the picture. */
  constructor(
    readonly base: number,
    readonly span: number,
  ) {}

  left(time: number): number {
    return 100 * (1 + (time - this.base) / this.span);
  }

  /** How far all has moved since, to be shifted by. @param edge The moment that is at the right edge now. */
  shift(edge: number): number {
    return (-100 * (edge - this.base)) / this.span;
  }
}
