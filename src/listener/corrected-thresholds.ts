import type { Threshold, Thresholds } from '../decisions/thresholds.js';
import type { HeadManifest } from '../model/manifest.js';

/**
 * Returns the page's thresholds with the personal corrections, each of which only raises a threshold: that of the page, else that of the
 * model. Corrections of classes that no head has are left out: they were stored for another model. Pure.
 *
 * @param corrections by head and class, such as `events:dog`
 */
export function correctedThresholds(
  thresholds: Thresholds,
  corrections: Thresholds,
  heads: readonly Pick<HeadManifest, 'name' | 'classes' | 'decision'>[],
): Thresholds {
  const known = new Map<string, number>(
    heads.flatMap(({ name, classes, decision }) =>
      classes.map((one) => [`${name}:${one.name}`, one.on ?? decision.on]),
    ),
  );
  const raised = Object.entries(corrections).flatMap(([name, correction]) => {
    const [head = '', label = ''] = name.split(/:(.*)/s);
    const own = thresholds[name] ?? thresholds[label] ?? thresholds[`${head}:*`] ?? known.get(name);
    return own !== undefined && known.has(name) && onOf(own) < onOf(correction) ? [[name, correction] as const] : [];
  });
  return { ...thresholds, ...Object.fromEntries(raised) };
}

const onOf = (threshold: Threshold): number => (typeof threshold === 'object' ? threshold.on : threshold);
