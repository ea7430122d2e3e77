/**
 * Returns the name that was probably meant: the one with the fewest typing errors, or the only one that begins with the text.
 *
 * @param given the unknown name
 * @param names the known names
 * @returns undefined if no name is similar
 */
export function nearestName<T extends string>(given: string, names: readonly T[]): T | undefined {
  const text = given.toLowerCase();
  const allowed = Math.max(1, Math.floor(text.length / 3));
  const ranked = names
    .map((name) => ({ name, errors: typingErrors(text, name.toLowerCase()) }))
    .filter(({ name, errors }) => errors <= allowed && errors < name.length)
    .sort((a, b) => a.errors - b.errors);
  const begun = names.filter((name) => text.length > 1 && name.toLowerCase().startsWith(text));
  return ranked[0]?.name ?? (begun.length === 1 ? begun[0] : undefined);
}

/** Writes the suggestion as a sentence that follows another one; empty if no name is similar. */
export function didYouMean(given: string, names: readonly string[]): string {
  const name = nearestName(given, names);
  return name === undefined ? '' : ` Did you mean ${name}?`;
}

/**
 * Counts the letters that were left out, added, replaced, or swapped with their neighbour (the restricted Damerau-Levenshtein
 * distance).
 */
function typingErrors(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
