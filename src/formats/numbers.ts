/** Seconds, to the microsecond: finer than any sample, and free of the noise of binary fractions. */
export const seconds = (time: number): number => Number(time.toFixed(6));

/** A score, to six significant digits: fine enough to rank by, also near 0. */
export const score = (value: number): number => Number(value.toPrecision(6));
