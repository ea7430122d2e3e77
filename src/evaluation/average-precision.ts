/**
 * Computes average precision, `Σ (Rₙ − Rₙ₋₁)·Pₙ` over the distinct scores in descending order, as scikit-learn defines
 * it: equal scores form one threshold.
 *
 * @param scores `[n]`, finite
 * @param positive `[n]`
 * @returns 0 to 1; null if there are no positives
 */
export function averagePrecision(scores: ArrayLike<number>, positive: readonly boolean[]): number | null {
  const order = positive.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
  const positives = positive.filter(Boolean).length;
  if (positives === 0) return null;
  let hits = 0;
  let sum = 0;
  for (let first = 0; first < order.length;) {
    let tied = 0;
    let next = first;
    for (; next < order.length && scores[order[next]!] === scores[order[first]!]; next++)
      if (positive[order[next]!]) tied += 1;
    hits += tied;
    sum += (tied / positives) * (hits / next);
    first = next;
  }
  return sum;
}
