import type { Threshold, Thresholds } from '../decisions/thresholds.js';
import type { HeadManifest } from '../model/manifest.js';

/**
 * Returns the page's thresholds with the personal corrections, each of which only raises a threshold. Corrections of classes that no head
 * has are left out: they were stored for another model. Pure.
 *
 * @param corrections by head and class, such as `events:dog`
 */
export function correctedThresholds(
  thresholds: Thresholds,
  corrections: Thresholds,
  heads: readonly Pick<HeadManifest, 'name' | 'classes'>[],
): Thresholds {
  const known = new Set(heads.flatMap(({ name, classes }) => classes.map((one) => `${name}:${one.name}`)));
  const raised = Object.entries(corrections).flatMap(([name, correction]) => {
    const [head = '', label = ''] = name.split(/:(.*)/s);
    const own = thresholds[name] ?? thresholds[label] ?? thresholds[`${head}:*`];
    return known.has(name) && onOf(own) < onOf(correction) ? [[name, correction] as const] : [];
  });
  return { ...thresholds, ...Object.fromEntries(raised) };
}

const onOf = (threshold: Threshold | undefined): number =>
  typeof threshold === 'object' ? threshold.on : (threshold ?? 0);
