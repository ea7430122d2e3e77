/** One of `count` parts of a list of files, `index` from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export const WHOLE: Shard = { index: 1, count: 1 };

/** @returns undefined for a text that is not `i/n` with 1 ≤ i ≤ n */
export function parseShard(text: string): Shard | undefined {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  return index !== undefined && count !== undefined && index >= 1 && index <= count ? { index, count } : undefined;
}

/** The shard's stretch of the list. One after another the shards are the list, and they differ in length by one at most. */
export function shardOf<T>(list: readonly T[], { index, count }: Shard): readonly T[] {
  const start = (part: number) => Math.floor((list.length * part) / count);
  return list.slice(start(index - 1), start(index));
}
