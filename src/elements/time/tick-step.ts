const STEPS = [1, 2, 5, 10, 30, 60, 120];

/** Between two times on an axis, seconds: round, and few enough to be read. @param span seconds in the picture */
export function tickStep(span: number): number {
  return STEPS.find((step) => span / step <= 6) ?? STEPS.at(-1)!;
}
