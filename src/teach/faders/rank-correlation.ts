/** Fewest pairs for which a rank correlation says something. */
const FEWEST = 4;

/** Returns Spearman's ρ of two lists of the same length, with mean ranks for ties; null for fewer than 4 pairs or a constant list. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number | null {
  if (a.length < FEWEST) return null;
  const [x, y] = [centredRanks(a), centredRanks(b)];
  const dot = (u: readonly number[], v: readonly number[]) => u.reduce((sum, value, i) => sum + value * v[i]!, 0);
  const scale = Math.sqrt(dot(x, x) * dot(y, y));
  return scale > 0 ? dot(x, y) / scale : null;
}

/** Returns the rank of each value, less the mean rank. */
function centredRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    let [below, equal] = [0, 0];
    for (const other of values) {
      if (other < value) below += 1;
      else if (other === value) equal += 1;
    }
    return below + (equal - 1) / 2 - (values.length - 1) / 2;
  });
}
