import { LIMITS } from './limits.js';
import type { ManifestReader } from './manifest-reader.js';

const isScore = (value: number) => value > 0 && value < 1;
const isDuration = (value: number) => value >= 0;

/**
 * Checks `heads` of a `model.json`: each head, and the gates between them. This is the only check of heads; `Decisions`
 * and `PooledScores` rely on it.
 *
 * @throws PinnaError `model-corrupt`
 */
export function validateHeads(manifest: ManifestReader): void {
  const heads = manifest.objects('heads', LIMITS.heads);
  const classes = new Map<string, ReadonlyMap<string, ManifestReader>>();
  for (const head of heads) {
    const name = head.string('name');
    if (classes.has(name)) throw head.fieldError('name', 'a name that no other head has');
    const activation = head.oneOf('activation', ['softmax', 'sigmoid']);
    head.number('temperature', (temperature) => temperature > 0, 'a positive number');
    head.oneOf('clipPooling', ['mean-logit', 'mean-probability', 'linear-softmax', 'max']);
    validateDecision(head.object('decision'));
    const ofHead = readClasses(head);
    for (const entry of ofHead.values()) if (entry.has('implies')) validateImplied(entry, ofHead, activation);
    classes.set(name, ofHead);
  }
  if (classes.size === 0) throw manifest.fieldError('heads', 'a list of heads');
  for (const head of heads) {
    const decision = head.object('decision');
    if (!decision.has('gate')) continue;
    const gate = decision.object('gate');
    const name = gate.string('head');
    const gateClasses = classes.get(name);
    if (!gateClasses) throw gate.fieldError('head', 'the name of a head');
    if (!gateClasses.has(gate.string('class'))) throw gate.fieldError('class', 'a class of that head');
    // A gate's head must have no gate, so gated heads need no order. This also refuses a head that gates itself.
    const isGated = heads.some((other) => other.string('name') === name && other.object('decision').has('gate'));
    if (isGated) throw gate.fieldError('head', 'the name of a head without a gate');
  }
}

/** Reads the classes of a head by name. */
function readClasses(head: ManifestReader): ReadonlyMap<string, ManifestReader> {
  const decision = head.object('decision');
  const classes = new Map<string, ManifestReader>();
  for (const entry of head.objects('classes', LIMITS.classes)) {
    const name = entry.string('name');
    if (classes.has(name)) throw entry.fieldError('name', 'a name that no other class of the head has');
    classes.set(name, entry);
    if (entry.has('audioset')) entry.string('audioset');
    const threshold = (field: 'on' | 'off') =>
      (entry.has(field) ? entry : decision).number(field, isScore, 'a score between 0 and 1');
    if (threshold('off') > threshold('on')) throw entry.fieldError('off', 'at most its "on"');
  }
  if (classes.size === 0) throw head.fieldError('classes', 'a list of classes');
  return classes;
}

/** Checks `implies` of a class. The implied class must imply no other, so classes need no order. */
function validateImplied(
  entry: ManifestReader,
  classes: ReadonlyMap<string, ManifestReader>,
  activation: string,
): void {
  const implied = classes.get(entry.string('implies'));
  if (!implied || implied.has('implies')) {
    throw entry.fieldError('implies', 'a class of the same head that implies no other');
  }
  if (activation === 'softmax')
    throw entry.fieldError('implies', 'absent, as it must be where only one class can be on');
}

function validateDecision(decision: ManifestReader): void {
  for (const name of ['minDuration', 'mergeGap']) decision.number(name, isDuration, 'a duration in seconds');
  for (const name of ['smoothingSeconds', 'poolSeconds']) {
    if (decision.has(name)) decision.number(name, isDuration, 'a duration in seconds');
  }
  for (const name of ['on', 'off']) decision.number(name, isScore, 'a score between 0 and 1');
}
