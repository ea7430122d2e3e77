import { TimeScale } from '../time/time-scale.js';
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

  #scale: TimeScale;
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
    this.#scale = new TimeScale(-Infinity, span);
  }

  get scale(): TimeScale {
    return this.#scale;
  }

  /** @param end The moment at the right edge, seconds; −Infinity while there is none. @param span Length of the picture. */
  layOut(end: number, span: number): void {
    this.#scale = new TimeScale(end, span);
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
      // One that has not ended runs on beyond the edge, so that it need not grow with each frame.
      style.width = this.#scale.width((offset ?? end + LAYOUT) - onset);
      this.#labels.set(bar, { element: firstElementChild as HTMLElement, left: NaN, width: NaN });
    }
    this.#measure(track);
    this.#placeLabels(end);
  }

  /** @param edge The moment that is at the right edge now, seconds. @returns false where all is to be laid out anew */
  move(edge: number): boolean {
    const { end } = this.#scale;
    if (this.#isStale || !Number.isFinite(edge) || edge < end || edge - end >= LAYOUT) return false;
    this.#element().style.transform = `translateX(${this.#scale.shift(edge)})`;
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

/** The shortest bar, CSS pixels: the style sheet's. */
const SHORTEST = 8;
/** A piece of a label that is narrower says nothing, CSS pixels. */
const LEAST = 40;

/** Where a label stands: CSS pixels from the start of its bar. */
export interface LabelPlace {
  readonly left: number;
  /** What there is of it: all, or as much as there is room for; 0 where it says nothing. */
  readonly width: number;
}

/**
 * Where the labels of a lane stand. In its bar if it fits, else after it; never over another bar. It is cut at its end alone:
 * at the left edge it stays in the picture until its bar has left, and near the right edge, where there is no room yet, it
 * begins before its bar.
 *
 * @param edge The moment at the right edge, seconds. @param span Length of the picture, seconds.
 * @param width Of the picture, CSS pixels. @param widthOf A whole label's width, CSS pixels.
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
  /** Where the next label begins, if that is before its bar. */
  let limit = Infinity;
  for (const [i, bar] of [...inOrder.entries()].reverse()) {
    const whole = widthOf(bar);
    const [start, end] = [startOf(bar), endOf(bar)];
    const next = Math.min(x(bar.until), limit);
    const free = next < width ? next : Infinity;
    const room = Math.min(end, free) - start;
    // What lies after a genre is its music.
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
