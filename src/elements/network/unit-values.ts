import type { NetworkLayer } from '../../inside/network-layers.js';
import type { WatchedStep } from '../../worker/inside-contract.js';

/** Newest values of one unit. */
export interface UnitValues {
  /** Value of a unit without bands; undefined for a unit with bands. */
  readonly value: number | undefined;
  /** Gates of the unit, 0 to 1. Those of a block belong to channels inside it, and are not among them. */
  readonly gates: readonly { readonly gate: UnitGate; readonly value: number }[];
}

/** A gate of a unit. */
export type UnitGate = (typeof UNIT_GATES)[number];

const UNIT_GATES = ['reset', 'update', 'gate'] as const;

/** Returns the newest values of a unit; undefined for a layer that is not in the list. */
export function newestValues(
  { layer: name, frames, values, gates }: WatchedStep,
  layers: readonly NetworkLayer[],
  unit: number,
): UnitValues | undefined {
  const layer = layers.find((each) => each.name === name);
  if (!layer || frames === 0) return undefined;
  const newest = (all: Float32Array) => all[all.length - layer.channels + unit]!;
  return {
    value: layer.bands === 1 ? newest(values) : undefined,
    gates: UNIT_GATES.flatMap((gate) => (gates[gate] ? [{ gate, value: newest(gates[gate]) }] : [])),
  };
}
