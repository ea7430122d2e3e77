/** Returns a list that a page has set, or an empty one if it has set something else. */
export const listIn = <T>(value: readonly T[]): readonly T[] => (Array.isArray(value) ? value : []);
