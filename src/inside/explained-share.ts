/** Returns the share of a difference that is explained, 0 to 1. @param rest part of it that the shares leave out, of either sign */
export function explainedShare(rest: number, difference: number): number {
  return difference === 0 ? Number(rest === 0) : Math.max(0, 1 - Math.abs(rest / difference));
}
