/**
 * Computes the area under the ROC curve: the probability that a positive scores above a negative, ties counting half
 * (Mann, Whitney 1947).
 *
 * @param scores `[n]`, finite
 * @param positive `[n]`
 * @returns 0 to 1; null if there are no positives or no negatives
 */
export function rocAuc(scores: ArrayLike<number>, positive: readonly boolean[]): number | null {
  const order = positive.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  const positives = positive.filter(Boolean).length;
  const negatives = positive.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let below = 0;
  let pairs = 0;
  for (let first = 0; first < order.length;) {
    let tiedPositives = 0;
    let next = first;
    for (; next < order.length && scores[order[next]!] === scores[order[first]!]; next++)
      if (positive[order[next]!]) tiedPositives += 1;
    const tiedNegatives = next - first - tiedPositives;
    pairs += tiedPositives * (below + tiedNegatives / 2);
    below += tiedNegatives;
    first = next;
  }
  return pairs / (positives * negatives);
}
