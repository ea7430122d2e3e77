import type { Model, ModelTensor } from '../model/manifest.js';
import type { NetworkLayer } from './network-layers.js';

/** Most kernels of one unit to show: the strongest. */
const MOST = 12;

/** What a part of a filter reads. */
export type FilterPart =
  /** A channel of the layer before. */
  | 'channel'
  /** A channel inside the block, which the unit adds up. */
  | 'inner'
  /** All values of the layer before. */
  | 'values'
  /** The gates of a recurrent unit: how much it forgets before it reads, how much it keeps, and what it becomes. */
  | 'reset'
  | 'update'
  | 'candidate'
  /** The two halves of a gated unit: what passes, and the gate. */
  | 'passes'
  | 'gate'
  /** What is subtracted from a band, and the factor. */
  | 'mean'
  | 'scale';

/** Weights of a unit as a picture. */
export interface FilterPicture {
  readonly part: FilterPart;
  /** Number of the channel that it reads; undefined for all. */
  readonly channel?: number | undefined;
  /** Frames or channels down, bands across. */
  readonly rows: number;
  readonly columns: number;
  /** `[rows × columns]`, row-major. */
  readonly values: Float32Array;
  /** Weight with which the unit adds it up; undefined if it is part of the values. */
  readonly weight?: number | undefined;
}

/** Returns the weights of one unit, the strongest kernels first. @param unit channel or unit of the layer */
export function unitFilter({ tensors, manifest }: Model, layer: NetworkLayer, unit: number): FilterPicture[] {
  const weights = (name: string): ModelTensor => tensors.get(name)!;
  const { name } = layer;
  switch (layer.kind) {
    case 'normalize':
      return (['mean', 'scale'] as const).map((part) => ({
        ...{ part, rows: 1, columns: 1 },
        values: weights(`normalize/${part}`).values.slice(unit, unit + 1),
      }));
    case 'conv':
    case 'stem':
      return kernels(weights(`${name}/kernel`), unit);
    case 'block':
      return blockKernels(weights(`${name}/depthwise/kernel`), weights(`${name}/project/kernel`), unit);
    case 'gru':
      return (['reset', 'update', 'candidate'] as const).map((part, gate) =>
        row(part, column(weights('gru/kernel'), gate * layer.channels + unit)),
      );
    case 'gated':
      return (['passes', 'gate'] as const).map((part, half) =>
        taps(part, weights(`${name}/kernel`), half * layer.channels + unit),
      );
    case 'heads':
      return [row('values', headColumn(manifest.heads, weights, unit))];
    default:
      return [row('values', column(weights(`${name}/kernel`), unit))];
  }
}

/** Returns a column of `[…, in, out]`: all weights of one output. */
function column({ shape, values }: ModelTensor, at: number): Float32Array {
  const width = shape.at(-1)!;
  return Float32Array.from({ length: values.length / width }, (_, i) => values[i * width + at]!);
}

const row = (part: FilterPart, values: Float32Array): FilterPicture => ({
  part,
  rows: 1,
  columns: values.length,
  values,
});

const norm = (values: Float32Array) => Math.hypot(...values);

/** Returns the kernels of a convolution `[kt, kf, cin, cout]` for one output, one per input channel. */
function kernels(kernel: ModelTensor, unit: number): FilterPicture[] {
  const [rows, columns, channels] = kernel.shape as [number, number, number, number];
  const all = column(kernel, unit); // [kt · kf · cin]
  return strongest(
    Array.from({ length: channels }, (_, channel) => ({
      ...{ part: 'channel' as const, channel, rows, columns },
      values: Float32Array.from({ length: rows * columns }, (__, tap) => all[tap * channels + channel]!),
    })),
    ({ values }) => norm(values),
  );
}

/** Returns the kernels inside a block, with the weights by which one output adds them up. */
function blockKernels(depthwise: ModelTensor, project: ModelTensor, unit: number): FilterPicture[] {
  const [rows, columns, channels] = depthwise.shape as [number, number, number, number];
  const shares = column(project, unit);
  return strongest(
    Array.from({ length: channels }, (_, channel) => ({
      ...{ part: 'inner' as const, channel, rows, columns, weight: shares[channel]! },
      values: Float32Array.from({ length: rows * columns }, (__, tap) => depthwise.values[tap * channels + channel]!),
    })),
    ({ values, weight }) => Math.abs(weight) * norm(values),
  );
}

/** Returns the taps of a dilated convolution `[k, R, 2R]` for one output. */
function taps(part: FilterPart, kernel: ModelTensor, unit: number): FilterPicture {
  const [rows, columns] = kernel.shape as [number, number, number];
  return { part, rows, columns, values: column(kernel, unit) };
}

/** Returns the weights of a class of any head. @param unit position among the classes of all heads */
function headColumn(
  heads: Model['manifest']['heads'],
  weights: (name: string) => ModelTensor,
  unit: number,
): Float32Array {
  let first = 0;
  for (const { name, classes } of heads) {
    if (unit < first + classes.length) return column(weights(`head.${name}/kernel`), unit - first);
    first += classes.length;
  }
  return new Float32Array();
}

function strongest<T extends FilterPicture>(pictures: T[], strength: (picture: T) => number): T[] {
  return pictures.sort((a, b) => strength(b) - strength(a)).slice(0, MOST);
}
