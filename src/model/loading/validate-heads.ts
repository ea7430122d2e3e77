import { LIMITS } from './limits.js';
import type { ManifestReader } from './manifest-reader.js';

const isScore = (value: number) => value > 0 && value < 1;
const isDuration = (value: number) => value >= 0;

/**
 * Checks the heads, one by one and their gates against each other.
 *
 * @param manifest where they come from, for errors
 * @throws PinnaError `model-corrupt`
 */
export function validateHeads(heads: readonly ManifestReader[], manifest: ManifestReader): void {
  const classes = new Map<string, Set<string>>();
  for (const head of heads) {
    const name = head.string('name');
    if (classes.has(name)) throw head.wrong('name', 'a name that no other head has');
    head.oneOf('activation', ['softmax', 'sigmoid']);
    head.number('temperature', (temperature) => temperature > 0, 'a positive number');
    head.oneOf('clipPooling', ['mean-logit', 'mean-probability', 'linear-softmax', 'max']);
    validateDecision(head.object('decision'));
    classes.set(name, validateClasses(head));
  }
  if (classes.size === 0) throw manifest.wrong('heads', 'a list of heads');
  for (const head of heads) {
    const decision = head.object('decision');
    if (!decision.has('gate')) continue;
    const gate = decision.object('gate');
    const gateClasses = classes.get(gate.string('head'));
    if (!gateClasses) throw gate.wrong('head', 'the name of a head');
    if (!gateClasses.has(gate.string('class'))) throw gate.wrong('class', 'a class of that head');
  }
}

function validateClasses(head: ManifestReader): Set<string> {
  const decision = head.object('decision');
  const names = new Set<string>();
  for (const entry of head.objects('classes', LIMITS.classes)) {
    const name = entry.string('name');
    if (names.has(name)) throw entry.wrong('name', 'a name that no other class of the head has');
    names.add(name);
    if (entry.has('audioset')) entry.string('audioset');
    if (entry.has('implies')) entry.string('implies');
    const threshold = (field: 'on' | 'off') =>
      (entry.has(field) ? entry : decision).number(field, isScore, 'a score between 0 and 1');
    if (threshold('off') > threshold('on')) throw entry.wrong('off', 'at most its "on"');
  }
  if (names.size === 0) throw head.wrong('classes', 'a list of classes');
  return names;
}

function validateDecision(decision: ManifestReader): void {
  for (const name of ['minDuration', 'mergeGap']) decision.number(name, isDuration, 'a duration in seconds');
  for (const name of ['smoothingSeconds', 'poolSeconds']) {
    if (decision.has(name)) decision.number(name, isDuration, 'a duration in seconds');
  }
  for (const name of ['on', 'off']) decision.number(name, isScore, 'a score between 0 and 1');
}
