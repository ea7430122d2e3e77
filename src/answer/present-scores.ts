import type { Detection } from '../decisions/detection.js';
import type { HeadManifest } from '../model/manifest.js';

/**
 * Returns a function that finds the present score of a detection's class, 0 to 1; undefined if no head has such a class.
 *
 * @param heads of the model, and that of taught sounds if there are any
 * @param smoothed per head, the newest smoothed score of each class
 */
export function presentScores(
  heads: readonly Pick<HeadManifest, 'name' | 'classes'>[],
  smoothed: Readonly<Record<string, ArrayLike<number>>>,
): (detection: Detection) => number | undefined {
  return ({ head, label }) => {
    const at = heads.find(({ name }) => name === head)?.classes.findIndex(({ name }) => name === label) ?? -1;
    return smoothed[head]?.[at];
  };
}
