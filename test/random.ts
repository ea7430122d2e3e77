/** Seeded random numbers in [0, 1): the mulberry32 generator, good enough to cut signals at reproducible places. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Cuts `length` into runs of 0 to `longest`, in order. */
export function randomCuts(length: number, longest: number, random: () => number): [start: number, end: number][] {
  const cuts: [number, number][] = [];
  for (let start = 0; start < length;) {
    const end = Math.min(length, start + Math.floor(random() * (longest + 1)));
    cuts.push([start, end]);
    start = end;
  }
  return cuts;
}
