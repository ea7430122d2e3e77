import { TAUGHT } from '../decisions/embedding-head.js';
import type { Threshold, Thresholds } from '../decisions/thresholds.js';
import type { HeadManifest } from '../model/manifest.js';

/**
 * Returns the page's thresholds with the personal corrections, each of which only raises a threshold: that of the page, else that of the
 * model. Corrections of classes that no head has are left out: they were stored for another model. Pure.
 *
 * Names that the model lacks are those of taught sounds. They become `taught:NAME`, which also waits for a sound that was removed.
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
  return { ...qualified(thresholds, heads), ...Object.fromEntries(raised) };
}

/** Returns thresholds in which each name that the model lacks is that of a taught sound. */
function qualified(thresholds: Thresholds, heads: readonly Pick<HeadManifest, 'name' | 'classes'>[]): Thresholds {
  const names = heads
    .filter(({ name }) => name !== TAUGHT)
    .flatMap(({ name, classes }) => [`${name}:*`, ...classes.flatMap((one) => [one.name, `${name}:${one.name}`])]);
  const own = new Set(names);
  const isPlain = (name: string) => !own.has(name) && !name.startsWith(`${TAUGHT}:`);
  // A plain name gives way to the more specific one, wherever that stands.
  const plain = Object.entries(thresholds).filter(([name]) => isPlain(name));
  const others = Object.entries(thresholds).filter(([name]) => !isPlain(name));
  return Object.fromEntries([...plain.map(([name, value]) => [`${TAUGHT}:${name}`, value] as const), ...others]);
}

const onOf = (threshold: Threshold): number => (typeof threshold === 'object' ? threshold.on : threshold);
