/** Formats seconds as minutes and seconds, to a tenth of a second. */
export const clock = (seconds: number): string =>
  `${String(Math.floor(seconds / 60))}:${(seconds % 60).toFixed(1).padStart(4, '0')}`;
