import type { Thresholds } from '../../decisions/thresholds.js';
import { withThresholds } from '../../decisions/thresholds.js';
import type { HeadManifest } from '../../model/manifest.js';
import { classKey } from './class-key.js';
import type { ParameterValues } from './parameters.js';

/** Distance of every threshold from 0 and 1, because log-odds are infinite there. */
const MARGIN = 0.001;

const logit = (p: number) => Math.log(p / (1 - p));
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Moves a threshold on the scale of log-odds. `by` 0.5 leaves it in place; a threshold of 0.5 moves to `by`. */
const moved = (threshold: number, by: number): number =>
  Math.min(1 - MARGIN, Math.max(MARGIN, sigmoid(logit(Math.min(1 - MARGIN, Math.max(MARGIN, threshold))) + logit(by))));

/**
 * Computes the thresholds for the plugin's parameters. All classes of a head move together and keep their order. Pure.
 *
 * @param own override the model's thresholds by class; they move too
 * @throws PinnaError `bad-option` for a class of `own` that the model does not have
 */
export function headThresholds(
  heads: readonly HeadManifest[],
  own: Thresholds,
  values: Pick<ParameterValues, 'birdThreshold' | 'eventsThreshold' | 'genreThreshold'>,
): Thresholds {
  const shifts: Readonly<Record<string, number>> = {
    bird: values.birdThreshold,
    events: values.eventsThreshold,
    genre: values.genreThreshold,
  };
  const thresholds: Record<string, { on: number; off: number }> = {};
  for (const { name: head, decision, classes } of withThresholds(heads, own)) {
    for (const { name, on = decision.on, off = decision.off } of classes) {
      const value = shifts[head] ?? 0.5;
      const isOwn = value === 0.5;
      thresholds[classKey(head, name)] = isOwn ? { on, off } : { on: moved(on, value), off: moved(off, value) };
    }
  }
  return thresholds;
}
