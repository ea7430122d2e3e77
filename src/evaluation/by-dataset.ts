import type { HeardClip } from './heard-clip.js';

/** @returns the clips of each dataset, by name; those without one under the empty name */
export function byDataset(heard: readonly HeardClip[]): [name: string, clips: HeardClip[]][] {
  const groups = new Map<string, HeardClip[]>();
  for (const one of heard) {
    const group = groups.get(one.clip.dataset);
    if (group) group.push(one);
    else groups.set(one.clip.dataset, [one]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
