import type { Bar } from './lanes';

/** The shortest bar, seconds. */
const SHORTEST = 0.02;
/** A label needs at most this share of the picture's width. */
export const LABEL = 0.1;

/** Where the bars of a timeline stand: times are seconds, places % of the picture's width. */
export class BarLayout {
  /** @param base The moment at the right edge; −Infinity while there is none. @param span Length of the picture. */
  constructor(
    readonly base: number,
    readonly span: number,
  ) {}

  /** Where a moment stands. */
  left(time: number): number {
    return 100 * (1 + (time - this.base) / this.span);
  }

  /** How far all has moved since, to be shifted by. @param edge The moment that is at the right edge now. */
  shift(edge: number): number {
    return (-100 * (edge - this.base)) / this.span;
  }

  /** Whether a bar or its label stands elsewhere in its lane with each display frame. */
  isMoving({ detection: { onset, offset } }: Bar, edge: number): boolean {
    return offset === null || onset < edge - this.span || offset > edge - LABEL * this.span;
  }

  /** A growing bar ends at the edge; a label stays in the picture while its bar runs out of it. */
  place({ detection: { onset, offset }, until }: Bar, element: HTMLElement, edge: number): void {
    const { span } = this;
    const length = Math.max((offset ?? edge) - onset, SHORTEST);
    element.style.left = `${this.left(onset)}%`;
    element.style.width = `${(100 * length) / span}%`;
    const label = element.firstElementChild as HTMLElement;
    const hidden = Math.min(Math.max(edge - span - onset, 0), length);
    label.style.setProperty('--hidden', `${(100 * hidden) / length}%`);
    // Near the right edge a label ends there, and lies over what is before its bar.
    const ahead = Math.min(edge - (offset ?? edge), LABEL * span);
    label.style.setProperty('--ahead', `${(100 * ahead) / length}%`);
    const room = until === Infinity || label.className !== 'label';
    label.style.width = room ? '' : `${(100 * Math.max(until - onset - hidden, 0)) / length}%`;
  }
}
