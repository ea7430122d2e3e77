import { TimeScale } from '../time/time-scale.js';
import type { Bar, Lane } from '../detections/lanes.js';

/** Time between layouts of the bars, seconds. In between, they are only shifted. */
export const LAYOUT = 1;

interface PlacedLabel {
  readonly element: HTMLElement;
  left: number;
  width: number;
}

/**
 * Layer of a timeline's bars. Each display frame moves the layer, and otherwise only the labels at the picture's edges. It
 * causes no layout of the page.
 */
export class TimelineTrack {
  readonly #element: () => HTMLElement;

  #scale: TimeScale;
  #isStale = false;
  #lanes: readonly Lane[] = [];
  readonly #labels = new Map<Bar, PlacedLabel>();
  /** Widths of whole labels by their text, CSS pixels. */
  readonly #widths = new Map<string, number>();
  /** Width of the picture, CSS pixels. */
  #width = 0;
  #size = 0;

  /**
   * @param element returns the layer
   * @param span visible time span, seconds
   */
  constructor(element: () => HTMLElement, span: number) {
    this.#element = element;
    this.#scale = new TimeScale(-Infinity, span);
  }

  get scale(): TimeScale {
    return this.#scale;
  }

  /**
   * Sets the time scale of the next layout.
   *
   * @param end time at the right edge, seconds; −Infinity while there is none
   * @param span visible time span, seconds
   */
  layOut(end: number, span: number): void {
    this.#scale = new TimeScale(end, span);
    this.#isStale = false;
  }

  /** Requests a new layout. */
  invalidate(): void {
    this.#isStale = true;
  }

  /**
   * Clears the measured widths if the element's width has changed. The next `place` measures again.
   *
   * @param size width of the element, CSS pixels
   */
  fit(size: number): void {
    if (size === this.#size) return;
    this.#size = size;
    this.#width = 0;
    this.#widths.clear();
  }

  /**
   * Places the bars and their labels.
   *
   * @param lanes as rendered; each bar is a `.bar` element whose first child is its label
   */
  place(lanes: readonly Lane[]): void {
    const { end } = this.#scale;
    const track = this.#element();
    track.style.transform = '';
    this.#lanes = lanes;
    this.#labels.clear();
    const elements = track.querySelectorAll<HTMLElement>('.bar');
    for (const [i, bar] of lanes.flatMap(({ bars }) => bars).entries()) {
      const { style, firstElementChild } = elements[i]!;
      const { onset, offset } = bar.detection;
      style.left = this.#scale.left(onset);
      // The bar of an ongoing detection extends beyond the edge, so that it need not grow with each frame.
      style.width = this.#scale.width((offset ?? end + LAYOUT) - onset);
      this.#labels.set(bar, { element: firstElementChild as HTMLElement, left: NaN, width: NaN });
    }
    this.#measure(track);
    this.#placeLabels(end);
  }

  /**
   * Moves the layer.
   *
   * @param edge time at the right edge now, seconds
   * @returns false if a new layout is needed
   */
  move(edge: number): boolean {
    const { end } = this.#scale;
    if (this.#isStale || !Number.isFinite(edge) || edge < end || edge - end >= LAYOUT) return false;
    this.#element().style.transform = `translateX(${this.#scale.shift(edge)})`;
    this.#placeLabels(edge);
    return true;
  }

  /** Measures all unknown widths at once. */
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
    const picture = { edge, span: this.#scale.span, width: this.#width };
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

/** Minimum width of a bar, CSS pixels, as in the style sheet. */
const SHORTEST = 8;
/** Minimum width of a cut label that is still shown, CSS pixels. */
const LEAST = 40;

/** Position of a label relative to its bar. */
export interface LabelPlace {
  readonly left: number;
  /** Visible width, CSS pixels: the whole label, or the space available for it; 0 if the rest would be too short to read. */
  readonly width: number;
}

/**
 * Returns the positions of the labels in a lane. A label stands in its bar if it fits, otherwise after it, but never over
 * another bar. It is cut only at its end. At the left edge it stays visible until its bar has left the picture. Near the
 * right edge, where space is short, it begins before its bar.
 *
 * @param edge time at the right edge, seconds
 * @param span visible time span, seconds
 * @param width of the picture, CSS pixels
 * @param widthOf returns the width of a whole label, CSS pixels
 */
export function labelPlaces(
  bars: readonly Bar[],
  { edge, span, width }: { edge: number; span: number; width: number },
  widthOf: (bar: Bar) => number,
): Map<Bar, LabelPlace> {
  const x = (time: number) => (1 + (time - edge) / span) * width;
  const startOf = ({ detection }: Bar) => x(detection.onset);
  const endOf = (bar: Bar) => Math.max(x(bar.detection.offset ?? Infinity), startOf(bar) + SHORTEST);
  const places = new Map<Bar, LabelPlace>();
  const inOrder = [...bars].sort((a, b) => a.detection.onset - b.detection.onset);
  /** Start of the following label, if it is left of its bar. */
  let limit = Infinity;
  for (const [i, bar] of [...inOrder.entries()].reverse()) {
    const whole = widthOf(bar);
    const [start, end] = [startOf(bar), endOf(bar)];
    const next = Math.min(x(bar.until), limit);
    const free = next < width ? next : Infinity;
    const room = Math.min(end, free) - start;
    // The space after a genre's bar belongs to its music.
    const isInside = room >= whole || room >= free - end || bar.detection.head === 'genre';
    const from = isInside ? start : end;
    let left = Math.max(from, 0);
    let right = Math.min(isInside ? Math.min(left + whole, end) : from + whole, free);
    if (free === Infinity && right > width) {
      const before = i > 0 ? endOf(inOrder[i - 1]!) : 0;
      left = Math.min(left, Math.max(width - whole, before, 0));
      right = Math.min(left + whole, width);
      if (left < start) limit = left;
    }
    const shown = right - left;
    places.set(bar, { left: left - start, width: shown < Math.min(whole, LEAST) ? 0 : Math.min(shown, whole) });
  }
  return places;
}
