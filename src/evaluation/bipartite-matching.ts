/**
 * The most pairs in which no one takes part twice, by augmenting paths (Kuhn 1955).
 *
 * @param edges per left one the right ones that it may be paired with
 * @param rightCount how many right ones there are
 * @returns per right one its left one, −1 where it has none
 */
export function matchBipartite(edges: readonly (readonly number[])[], rightCount: number): number[] {
  const leftOf = new Array<number>(rightCount).fill(-1);
  const augment = (left: number, seen: Set<number>): boolean =>
    edges[left]!.some((right) => {
      if (seen.has(right)) return false;
      seen.add(right);
      if (leftOf[right]! >= 0 && !augment(leftOf[right]!, seen)) return false;
      leftOf[right] = left;
      return true;
    });
  edges.forEach((_, left) => augment(left, new Set()));
  return leftOf;
}
