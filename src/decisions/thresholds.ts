import { PinnaError, PinnaErrorCode } from '../errors.js';
import { TAUGHT } from './embedding-head.js';
import { nearestClasses } from './nearest-classes.js';
import type { HeadManifest } from '../model/manifest.js';

/**
 * Scores, 0 to 1. A sound begins when its score reaches `on` and lasts until the score falls below `off`. A plain
 * number is `on`. If `off` is left out, it keeps the model's ratio to `on`.
 */
export type Threshold = number | { readonly on: number; readonly off?: number | undefined };

/**
 * Overrides of the model's thresholds. A key is a class (`dog`), a head and class (`events:dog`) or all classes of a
 * head (`events:*`). `events:dog` takes precedence over `dog`, and `dog` over `events:*`. While listening, `taught:kettle` and `taught:*`
 * also name sounds that are taught later.
 */
export type Thresholds = Readonly<Record<string, Threshold>>;

/**
 * Checks the values of thresholds.
 *
 * @throws PinnaError `bad-option` unless 0 < off ≤ on ≤ 1 everywhere
 */
export function checkThresholds(thresholds: Thresholds): void {
  for (const [name, threshold] of Object.entries(thresholds)) {
    const { on, off } = parts(threshold);
    const isScore = (value: number) => typeof value === 'number' && value > 0 && value <= 1;
    if (isScore(on) && (off === undefined || (isScore(off) && off <= on))) continue;
    throw bad(
      `The threshold of "${name}" is ${JSON.stringify(threshold) ?? 'undefined'}. Give a score above 0 and up to 1, or ` +
        '{ on, off } with off no higher than on.',
    );
  }
}

/**
 * Checks the values and the names of thresholds.
 *
 * @throws PinnaError `bad-option` if {@link checkThresholds} throws, or if no head has a class of that name
 */
export function checkThresholdsOf(
  heads: readonly Pick<HeadManifest, 'name' | 'classes'>[],
  thresholds: Thresholds,
): void {
  checkThresholds(thresholds);
  const names = new Set(heads.flatMap(({ name, classes }) => [`${name}:*`, ...classes.flatMap(keysIn(name))]));
  const unknown = Object.keys(thresholds).find((name) => !names.has(name));
  if (unknown !== undefined) {
    const nearest = nearestClasses(
      unknown,
      heads.flatMap(({ classes }) => classes.map(({ name }) => name)),
    );
    const meant = nearest.map((name) => `"${name}"`).join(' or ');
    throw bad(
      `The thresholds name "${unknown}", which is not a class of the model. ` +
        `${meant && `Did you mean ${meant}? `}The command "pinna classes" and the function classList list all classes.`,
    );
  }
}

/**
 * Returns a model's heads with the thresholds overridden.
 *
 * @throws PinnaError `bad-option`, as {@link checkThresholdsOf}
 */
export function withThresholds(heads: readonly HeadManifest[], thresholds: Thresholds): readonly HeadManifest[] {
  checkThresholdsOf(heads, thresholds);
  return heads.map((head) => withOwnThresholds(head, thresholds));
}

/**
 * Checks thresholds of live sound as {@link checkThresholdsOf} does, but allows `taught:NAME` and `taught:*` without such a sound: it may
 * be taught later, or come back.
 *
 * @throws PinnaError `bad-option`, as {@link checkThresholdsOf}
 */
export function checkLiveThresholds(
  heads: readonly Pick<HeadManifest, 'name' | 'classes'>[],
  thresholds: Thresholds,
): void {
  checkThresholds(thresholds);
  const others = Object.entries(thresholds).filter(([name]) => !name.startsWith(`${TAUGHT}:`));
  checkThresholdsOf(heads, Object.fromEntries(others));
}

/** Returns a head with its thresholds overridden. Those of other heads and of unknown classes are ignored. */
export function withOwnThresholds(head: HeadManifest, thresholds: Thresholds): HeadManifest {
  const classes = head.classes.map((entry) => {
    const key = [...keysIn(head.name)(entry), `${head.name}:*`].find((name) => Object.hasOwn(thresholds, name));
    if (key === undefined) return entry;
    const { on: modelOn = head.decision.on, off: modelOff = head.decision.off } = entry;
    const { on, off = (on * modelOff) / modelOn } = parts(thresholds[key]!);
    return { ...entry, on, off };
  });
  return { ...head, classes };
}

/** Returns the keys that name a class, the more specific one first. */
const keysIn =
  (head: string) =>
  ({ name }: { readonly name: string }): string[] => [`${head}:${name}`, name];

function parts(threshold: Threshold): { readonly on: number; readonly off?: number | undefined } {
  return typeof threshold === 'object' && threshold !== null ? threshold : { on: threshold };
}

function bad(what: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, what);
}
