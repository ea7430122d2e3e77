/** With reduced motion, what moves moves in steps of so many milliseconds. */
const STEP = 1000;

let query: MediaQueryList | undefined;

/** Least time between two steps of something that moves, milliseconds: none, unless the user prefers reduced motion. */
export function motionInterval(): number {
  query ??= matchMedia('(prefers-reduced-motion: reduce)');
  return query.matches ? STEP : 0;
}
