import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { HeadManifest } from '../model/manifest.js';

/**
 * What the decisions need of a model's heads.
 *
 * @throws PinnaError `model-corrupt`, naming the head and what is wrong with it
 */
export function checkHeads(heads: readonly HeadManifest[]): void {
  if (heads.length === 0) throw new PinnaError(PinnaErrorCode.ModelCorrupt, 'The model has no heads.');
  heads.forEach((head, i) => {
    const problem = isRepeated(heads, i) ? 'occurs twice' : (problemOf(head) ?? gateProblem(head, heads));
    if (problem)
      throw new PinnaError(
        PinnaErrorCode.ModelCorrupt,
        `Head "${head.name}" ${problem}. Check the model's model.json.`,
      );
  });
}

const isRepeated = (named: readonly { readonly name: string }[], i: number): boolean =>
  named.findIndex((other) => other.name === named[i]!.name) < i;

const isDuration = (seconds: number): boolean => Number.isFinite(seconds) && seconds >= 0;

function problemOf({ classes, temperature, decision, activation }: HeadManifest): string | undefined {
  if (classes.length === 0) return 'has no classes';
  const repeated = classes.find((_, i) => isRepeated(classes, i));
  if (repeated) return `has the class "${repeated.name}" twice`;
  if (!(temperature > 0 && temperature < Infinity)) return 'needs a temperature above 0';
  const { smoothingSeconds = 0, poolSeconds = 0, minDuration, mergeGap } = decision;
  if (![smoothingSeconds, poolSeconds, minDuration, mergeGap].every(isDuration))
    return 'has a time that is not 0 or more seconds';
  const bad = classes.find(({ on = decision.on, off = decision.off }) => !(0 < off && off <= on && on <= 1));
  if (bad) return `needs thresholds 0 < off ≤ on ≤ 1 for "${bad.name}"`;
  const astray = classes.find(({ implies }) => implies !== undefined && !isImplied(implies, classes));
  if (astray) return `has "${astray.name}" imply "${astray.implies!}", which is no class of it that implies nothing`;
  if (activation === 'softmax' && classes.some(({ implies }) => implies !== undefined))
    return 'has a class that implies another, though only one can be on';
  return undefined;
}

/** One level needs no order among the classes that imply others. */
const isImplied = (name: string, classes: HeadManifest['classes']): boolean =>
  classes.some((entry) => entry.name === name && entry.implies === undefined);

function gateProblem({ name, decision: { gate } }: HeadManifest, heads: readonly HeadManifest[]): string | undefined {
  if (!gate) return undefined;
  const keeper = heads.find((head) => head.name === gate.head);
  if (!keeper?.classes.some((entry) => entry.name === gate.class))
    return `waits for "${gate.class}" of "${gate.head}", which the model does not have`;
  // One level of gates needs no order among them, and no model has needed a second.
  if (keeper.name === name || keeper.decision.gate) return 'waits for a head that itself waits';
  return undefined;
}
