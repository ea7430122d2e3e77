import type { Bar } from '../detections/lanes.js';

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
