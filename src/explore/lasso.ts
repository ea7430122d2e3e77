/** A point of a picture. */
export interface PicturePoint {
  readonly x: number;
  readonly y: number;
}

/** Whether a point lies inside a closed outline, by the parity of its crossings to the right (Shimrat 1962). */
export function isInside({ x, y }: PicturePoint, outline: readonly PicturePoint[]): boolean {
  let inside = false;
  outline.forEach((a, i) => {
    const b = outline[(i + 1) % outline.length]!;
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
  });
  return inside;
}

/** Directions of the arrow keys on a picture, whose y grows downwards. */
export const DIRECTIONS = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
} as const;

/** How much further away a point seems that lies aside of the direction. */
const ASIDE = 2;

/** Returns the point to which an arrow key leads: the nearest one on that side; the same point if there is none. */
export function pointTowards(points: readonly PicturePoint[], from: number, direction: PicturePoint): number {
  const start = points[from]!;
  let [best, nearest] = [from, Infinity];
  points.forEach(({ x, y }, i) => {
    const along = (x - start.x) * direction.x + (y - start.y) * direction.y;
    const aside = Math.abs((x - start.x) * direction.y) + Math.abs((y - start.y) * direction.x);
    if (i === from || along <= 0 || along < aside / ASIDE) return;
    const distance = along + ASIDE * aside;
    if (distance < nearest) [best, nearest] = [i, distance];
  });
  return best;
}
