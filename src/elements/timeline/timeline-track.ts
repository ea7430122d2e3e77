import { BarLayout } from '../time/bar-layout.js';
import { labelPlaces } from './label-places.js';
import type { Bar, Lane } from '../detections/lanes.js';

/** The bars are laid out anew after this long, seconds; in between they are only shifted. */
export const LAYOUT = 1;

interface PlacedLabel {
  readonly element: HTMLElement;
  left: number;
  width: number;
}

/**
 * The layer that a timeline's bars lie on. A display frame moves the layer, and beyond it only the labels at the picture's
 * edges; it asks the page for no measure.
 */
export class TimelineTrack {
  readonly #element: () => HTMLElement;

  #layout: BarLayout;
  #isStale = false;
  #lanes: readonly Lane[] = [];
  readonly #labels = new Map<Bar, PlacedLabel>();
  /** Of whole labels by their text, CSS pixels. */
  readonly #widths = new Map<string, number>();
  /** Of the picture, CSS pixels. */
  #width = 0;
  #size = 0;

  /** @param element The layer. @param span Length of the picture, seconds. */
  constructor(element: () => HTMLElement, span: number) {
    this.#element = element;
    this.#layout = new BarLayout(-Infinity, span);
  }

  get layout(): BarLayout {
    return this.#layout;
  }

  /** @param base The moment at the right edge, seconds; −Infinity while there is none. @param span Length of the picture. */
  layOut(base: number, span: number): void {
    this.#layout = new BarLayout(base, span);
    this.#isStale = false;
  }

  /** All is to be laid out anew. */
  invalidate(): void {
    this.#isStale = true;
  }

  /** What has another size than before is measured anew at the next `place`. @param size The element's width, CSS pixels. */
  fit(size: number): void {
    if (size === this.#size) return;
    this.#size = size;
    this.#width = 0;
    this.#widths.clear();
  }

  /** Puts the bars where they belong. @param lanes As they were rendered, each bar a `.bar` with its label first. */
  place(lanes: readonly Lane[]): void {
    const { base, span } = this.#layout;
    const track = this.#element();
    track.style.transform = '';
    this.#lanes = lanes;
    this.#labels.clear();
    const elements = track.querySelectorAll<HTMLElement>('.bar');
    for (const [i, bar] of lanes.flatMap(({ bars }) => bars).entries()) {
      const { style, firstElementChild } = elements[i]!;
      const { onset, offset } = bar.detection;
      style.left = `${this.#layout.left(onset)}%`;
      // One that has not ended runs on beyond the edge, so that it need not grow with each frame.
      style.width = `${(100 * ((offset ?? base + LAYOUT) - onset)) / span}%`;
      this.#labels.set(bar, { element: firstElementChild as HTMLElement, left: NaN, width: NaN });
    }
    this.#measure(track);
    this.#placeLabels(base);
  }

  /** @param edge The moment that is at the right edge now, seconds. @returns false where all is to be laid out anew */
  move(edge: number): boolean {
    const { base } = this.#layout;
    if (this.#isStale || !Number.isFinite(edge) || edge < base || edge - base >= LAYOUT) return false;
    this.#element().style.transform = `translateX(${this.#layout.shift(edge)}%)`;
    this.#placeLabels(edge);
    return true;
  }

  /** Reads what it does not know yet, all at once. */
  #measure(track: HTMLElement): void {
    this.#width ||= track.clientWidth;
    const unknown = [...this.#labels.values()].filter(({ element }) => !this.#widths.has(element.textContent));
    for (const { element } of unknown) element.style.width = '';
    for (const { element } of unknown) {
      const { width } = element.getBoundingClientRect();
      if (width > 0) this.#widths.set(element.textContent, width);
    }
  }

  #placeLabels(edge: number): void {
    const picture = { edge, span: this.#layout.span, width: this.#width };
    const widthOf = (bar: Bar) => this.#widths.get(this.#labels.get(bar)!.element.textContent) ?? 0;
    for (const { bars } of this.#lanes) {
      for (const [bar, { left, width }] of labelPlaces(bars, picture, widthOf)) {
        const label = this.#labels.get(bar)!;
        const { style } = label.element;
        if (left !== label.left) style.transform = `translateX(${left}px)`;
        if (width !== label.width) {
          style.width = `${width}px`;
          style.opacity = width > 0 ? '' : '0';
        }
        label.left = left;
        label.width = width;
      }
    }
  }
}
