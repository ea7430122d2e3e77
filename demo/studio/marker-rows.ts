import type { Detection } from '../../src/decisions/detection.js';

/** One marker as it is drawn. Times are seconds of the arrangement. */
export interface MarkerBar {
  readonly from: number;
  readonly to: number;
  /** The detections that it stands for, in order of onset. */
  readonly markers: readonly Detection[];
}

/** A row of markers, none of which overlaps another. */
export interface MarkerRow {
  /** The head that gives the row its colour. */
  readonly head: 'bird' | 'genre' | 'events';
  /** Class or family that names the row. */
  readonly label: string;
  readonly bars: readonly MarkerBar[];
}

/** Classes of events that a model without families has, and that answer the same question as the bird. */
const BIRDS: ReadonlySet<string> = new Set(['bird', 'chirping_birds', 'crow', 'rooster', 'hen']);

/** Returns the label of the row that a marker belongs to: one row for one question. */
function rowOf({ head, label, families }: Detection): string {
  if (head === 'bird' || BIRDS.has(label) || families.includes('bird')) return 'bird';
  return head === 'genre' ? 'music' : label;
}

/**
 * Arranges markers in rows: birds, music with its genre, then one row for each other sound, in the order in which they were first
 * heard. Within a row, the more specific marker covers the more general one. Markers too short to draw apart become one. Pure.
 *
 * @param markers sorted by onset; their ids count in the order in which they were first heard
 * @param now end of markers that have not ended, seconds of the arrangement
 * @param shortest duration of the narrowest marker that can be drawn, seconds
 */
export function markerRows(
  markers: readonly Detection[],
  { now, shortest }: { readonly now: number; readonly shortest: number },
): MarkerRow[] {
  const rows = new Map<string, Detection[]>();
  for (const marker of markers) rows.set(rowOf(marker), [...(rows.get(rowOf(marker)) ?? []), marker]);
  const firstHeard = (row: string) => Math.min(...rows.get(row)!.map(({ id }) => id));
  const others = [...rows.keys()]
    .filter((row) => row !== 'bird' && row !== 'music')
    .sort((a, b) => firstHeard(a) - firstHeard(b));
  return ['bird', 'music', ...others].flatMap((label) => {
    const own = rows.get(label);
    if (!own) return [];
    const isGeneral = ({ head, label: name }: Detection) => (label === 'bird' ? head === 'bird' : name === label);
    const bars = own.map((marker) => ({
      from: marker.onset,
      to: Math.max(marker.onset, marker.offset ?? now),
      markers: [marker],
    }));
    const [general, specific] = [true, false].map((is) => bars.filter(({ markers: [one] }) => isGeneral(one!) === is));
    const apart = [...specific!, ...general!.flatMap((bar) => uncovered(bar, specific!, shortest))];
    const head = label === 'bird' ? 'bird' : label === 'music' ? 'genre' : 'events';
    return [{ head, label, bars: drawable(apart, shortest) }];
  });
}

/** Returns the parts of a bar that no other covers. Parts too short to draw are left out. */
function uncovered(bar: MarkerBar, others: readonly MarkerBar[], shortest: number): MarkerBar[] {
  const parts = others.reduce(
    (left, { from, to }) =>
      left.flatMap((part) =>
        to <= part.from || from >= part.to
          ? [part]
          : [
              { ...part, to: from },
              { ...part, from: to },
            ].filter((rest) => rest.to > rest.from),
      ),
    [bar],
  );
  return parts.filter((part) => part === bar || part.to - part.from >= shortest);
}

/** Returns the bars in order, each long enough to draw. A bar that would overlap the one before becomes part of it. */
function drawable(bars: readonly MarkerBar[], shortest: number): MarkerBar[] {
  const drawn: MarkerBar[] = [];
  for (const bar of [...bars].sort((a, b) => a.from - b.from)) {
    const to = Math.max(bar.to, bar.from + shortest);
    const last = drawn.at(-1);
    if (last && bar.from < last.to)
      drawn[drawn.length - 1] = { ...last, to: Math.max(last.to, to), markers: [...last.markers, ...bar.markers] };
    else drawn.push({ ...bar, to });
  }
  return drawn;
}
