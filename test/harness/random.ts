import { seededRandom, type Random } from '../../src/teach/data/seeded-random.js';

export { seededRandom };

/** Cuts `length` into consecutive ranges of 0 to `longest`. */
export function randomCuts(length: number, longest: number, random: Random): [start: number, end: number][] {
  const cuts: [number, number][] = [];
  for (let start = 0; start < length;) {
    const end = Math.min(length, start + Math.floor(random() * (longest + 1)));
    cuts.push([start, end]);
    start = end;
  }
  return cuts;
}
