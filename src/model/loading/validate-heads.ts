import { LIMITS } from './limits.js';
import type { ManifestReader } from './manifest-reader.js';
import { validateParents } from './validate-parents.js';

const isScore = (value: number) => value > 0 && value < 1;
const isDuration = (value: number) => value >= 0;

/**
 * Checks `heads` of a `model.json`: each head, and the gates between them. This is the only check of heads; `Decisions`
 * and `PooledScores` rely on it.
 *
 * @param version of the format
 * @throws PinnaError `model-corrupt`
 */
export function validateHeads(manifest: ManifestReader, version: 1 | 2): void {
  const heads = manifest.objects('heads', LIMITS.heads);
  const classes = new Map<string, ReadonlyMap<string, ManifestReader>>();
  for (const head of heads) {
    const name = head.string('name');
    if (classes.has(name)) throw head.fieldError('name', 'a name that no other head has');
    const activation = head.oneOf('activation', ['softmax', 'sigmoid']);
    head.number('temperature', (temperature) => temperature > 0, 'a positive number');
    head.oneOf('clipPooling', ['mean-logit', 'mean-probability', 'linear-softmax', 'max']);
    validateDecision(head.object('decision'), activation);
    const ofHead = readClasses(head);
    for (const entry of ofHead.values()) {
      if (entry.has('implies')) validateImplied(entry, ofHead, activation, version);
      if (entry.has('quiet')) validateQuiet(entry, version);
    }
    if (head.has('parents')) validateParents(head, ofHead, activation, version);
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
    if (entry.has('confirmSeconds')) {
      if (!decision.has('confirm')) throw entry.fieldError('confirmSeconds', 'absent where the head has no "confirm"');
      entry.number('confirmSeconds', (value) => value > 0, 'a duration above 0 seconds');
    }
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
  version: 1 | 2,
): void {
  if (version !== 1) throw entry.fieldError('implies', 'absent: format version 2 has "parents" instead');
  const implied = classes.get(entry.string('implies'));
  if (!implied || implied.has('implies')) {
    throw entry.fieldError('implies', 'a class of the same head that implies no other');
  }
  if (activation === 'softmax')
    throw entry.fieldError('implies', 'absent, as it must be where only one class can be on');
}

function validateQuiet(entry: ManifestReader, version: 1 | 2): void {
  entry.oneOf('quiet', [true, false]);
  if (version === 1) throw entry.fieldError('quiet', 'absent, as it must be in format version 1');
}

function validateDecision(decision: ManifestReader, activation: string): void {
  for (const name of ['minDuration', 'mergeGap']) decision.number(name, isDuration, 'a duration in seconds');
  for (const name of ['smoothingSeconds', 'poolSeconds']) {
    if (decision.has(name)) decision.number(name, isDuration, 'a duration in seconds');
  }
  for (const name of ['on', 'off']) decision.number(name, isScore, 'a score between 0 and 1');
  if (decision.has('confirm')) validateConfirm(decision, activation);
}

function validateConfirm(decision: ManifestReader, activation: string): void {
  if (activation === 'softmax') throw decision.fieldError('confirm', 'absent, as it must be in a softmax head');
  const confirm = decision.object('confirm');
  const seconds = confirm.number('seconds', (value) => value > 0, 'a duration above 0 seconds');
  confirm.number('coexistSeconds', (value) => value >= seconds, 'at least "seconds"');
  for (const name of ['rivalSeconds', 'pauseSeconds']) confirm.number(name, isDuration, 'a duration in seconds');
}
