import type { HeadManifest } from '../model/manifest.js';

/** Returns the first column of a head among the logits of all heads; −1 if there is no such head. */
export function firstColumnOf(heads: readonly HeadManifest[], name: string): number {
  const at = heads.findIndex((head) => head.name === name);
  return at < 0 ? -1 : heads.slice(0, at).reduce((sum, { classes }) => sum + classes.length, 0);
}
