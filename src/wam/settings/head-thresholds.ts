import type { Thresholds } from '../../decisions/thresholds.js';
import { withThresholds } from '../../decisions/thresholds.js';
import type { HeadManifest } from '../../model/manifest.js';
import { classKey } from './class-key.js';
import type { ParameterValues } from './parameters.js';

/** Scores are not quite 0 and not quite 1. */
const LEAST = 0.001;

const logit = (p: number) => Math.log(p / (1 - p));
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** A threshold moved on the scale of log-odds: by nothing at `by` 0.5, to `by` itself where it was 0.5. */
const moved = (threshold: number, by: number): number =>
  Math.min(1 - LEAST, Math.max(LEAST, sigmoid(logit(Math.min(1 - LEAST, Math.max(LEAST, threshold))) + logit(by))));

/**
 * The thresholds that the plugin's parameters give: every class keeps its place beside the others of its head, and all of
 * them move. Pure.
 *
 * @param own in the place of the model's, by class; they move too
 * @throws PinnaError `bad-option` for a class of `own` that the model does not have
 */
export function headThresholds(
  heads: readonly HeadManifest[],
  own: Thresholds,
  values: Pick<ParameterValues, 'birdThreshold' | 'eventsThreshold' | 'genreThreshold'>,
): Thresholds {
  const by: Readonly<Record<string, number>> = {
    bird: values.birdThreshold,
    events: values.eventsThreshold,
    genre: values.genreThreshold,
  };
  const thresholds: Record<string, { on: number; off: number }> = {};
  for (const { name: head, decision, classes } of withThresholds(heads, own)) {
    for (const { name, on = decision.on, off = decision.off } of classes) {
      const value = by[head] ?? 0.5;
      const isOwn = value === 0.5;
      thresholds[classKey(head, name)] = isOwn ? { on, off } : { on: moved(on, value), off: moved(off, value) };
    }
  }
  return thresholds;
}
