import type { NetworkLayer } from '../../inside/network-layers.js';
import type { Activation } from '../../inside/shown-network.js';
import type { LayerStep, WatchedStep } from '../inside-contract.js';

/** Names of the gates inside a layer, as its activations have them. */
const GATES = ['reset', 'update', 'candidate', 'excite', 'gate'];

/** Whether an activation is needed: that of a layer, or a gate of the layer that is looked at. */
export function isWanted(name: string, layers: ReadonlySet<string>, watched: string | undefined): boolean {
  return layers.has(name) || GATES.some((gate) => name === `${watched}/${gate}`);
}

/** Returns what the overview shows of a layer. */
export function overviewOf(layer: NetworkLayer, { values }: Activation): LayerStep {
  const { bands, channels } = layer;
  if (bands === 1 || layer.kind === 'normalize') {
    const height = bands * channels;
    return { frames: values.length / height, height, values };
  }
  const means = new Float32Array(values.length / channels);
  for (let i = 0; i < values.length; i++) means[Math.floor(i / channels)]! += Math.abs(values[i]!) / channels;
  return { frames: means.length / bands, height: bands, values: means };
}

/** Returns all values of the layer that is looked at; undefined if the step completes none. */
export function watchedOf(
  layer: NetworkLayer | undefined,
  seen: ReadonlyMap<string, Activation>,
): WatchedStep | undefined {
  const activation = layer && seen.get(layer.name);
  if (!activation) return undefined;
  const { name, bands, channels } = layer;
  const gates = GATES.flatMap((gate) => {
    const values = seen.get(`${name}/${gate}`)?.values;
    return values ? [[gate, values] as const] : [];
  });
  const { values } = activation;
  return { layer: name, frames: values.length / (bands * channels), values, gates: Object.fromEntries(gates) };
}
