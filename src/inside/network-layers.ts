import type { FeatureGeometry } from '../features/log-mel-parameters.js';
import { partName } from '../model/architectures/trunk.js';
import { convolvedBands, sidePadding } from '../model/layers/causal-conv2d.js';
import type {
  BlockManifest,
  StridedConvManifest,
  ArchitectureManifest,
  ConvManifest,
  ModelManifest,
  TrunkManifest,
  WavenetLayersManifest,
} from '../model/manifest.js';

/** What a layer computes; each kind has its own formula. */
export type LayerKind =
  'normalize' | 'conv' | 'stem' | 'block' | 'embedding' | 'slow' | 'dense' | 'gru' | 'gated' | 'post' | 'heads';

/** The part of a network in which a layer is. Layers of one part run at a similar pace. */
export type Branch = 'input' | 'trunk' | 'fast' | 'rows';

/** The part of the input that a layer's newest value can read, by its convolutions. */
export interface ReceptiveField {
  /** Number of input frames, including the newest one. */
  readonly frames: number;
  /** Number of input bands that one output band reads. */
  readonly bands: number;
  /** Lowest input band that output band 0 reads; negative where zeros are read. */
  readonly lowest: number;
  /** Input bands between two output bands. */
  readonly step: number;
}

/** A layer of a network whose activation can be observed. */
export interface NetworkLayer {
  /** Name of the activation, as an `Observer` receives it. */
  readonly name: string;
  readonly kind: LayerKind;
  readonly branch: Branch;
  /** Bands of the output; 1 if a value belongs to no frequency. */
  readonly bands: number;
  /** Channels of each band, or units. */
  readonly channels: number;
  /** Input frames per output frame. */
  readonly stride: number;
  readonly field: ReceptiveField;
  /** Whether a memory without bound, such as that of a GRU or of squeeze-excitation, goes beyond the receptive field. */
  readonly remembers: boolean;
  /** Taps of the kernel, frames and bands; undefined for a layer without a kernel in time. */
  readonly kernel?: readonly [number, number] | undefined;
  /** Layer inputs between two taps in time; 1 when absent. */
  readonly dilation?: number | undefined;
}

/** Layers so far, and the memory that goes beyond their receptive fields. */
type Grid = Pick<NetworkLayer, 'bands' | 'channels' | 'stride' | 'field' | 'remembers'>;

/**
 * Returns the layers of a network in the order of computation. The names are those of the activations, except that gates are left out.
 */
export function networkLayers({
  architecture,
  features,
  heads,
}: Pick<ModelManifest, 'architecture' | 'features' | 'heads'>): NetworkLayer[] {
  const layers = bodyLayers(architecture, features);
  const frames = Math.max(...layers.map(({ field }) => field.frames));
  const last = layers.at(-1)!;
  const channels = heads.reduce((sum, { classes }) => sum + classes.length, 0);
  return [
    ...layers,
    {
      ...vector(last, 'heads', 'heads', 'rows', channels, frames, features.bands),
      remembers: layers.some(({ remembers }) => remembers),
    },
  ];
}

function bodyLayers(architecture: ArchitectureManifest, { bands }: FeatureGeometry): NetworkLayer[] {
  const input: NetworkLayer = {
    ...{ name: 'normalize', kind: 'normalize', branch: 'input', bands, channels: 1, stride: 1, remembers: false },
    field: { frames: 1, bands: 1, lowest: 0, step: 1 },
  };
  if (architecture.type === 'mobilenet') {
    const body = trunkLayers(architecture.trunk, input);
    const embedding = body.at(-1)!;
    const { dense } = architecture;
    const after = dense ? [vector(embedding, 'dense', 'slow', 'trunk', dense, embedding.field.frames, bands)] : [];
    return [input, ...body, ...after];
  }
  const [name, width] =
    architecture.type === 'crnn' ? ['dense', architecture.dense] : ['front', architecture.residualChannels];
  const front =
    'trunk' in architecture
      ? twoSpeedLayers(architecture, input, name, width)
      : frameLayers(architecture.conv ?? [], input, name, width);
  const read = front.at(-1)!;
  const after =
    architecture.type === 'crnn'
      ? [{ ...vector(read, 'gru', 'gru', 'rows', architecture.gru, read.field.frames, bands), remembers: true }]
      : gatedLayers(architecture, read, bands);
  return [input, ...front, ...after];
}

function frameLayers(conv: readonly ConvManifest[], input: NetworkLayer, name: string, width: number): NetworkLayer[] {
  const stack = convLayers(conv, 'conv', 'trunk', input);
  const read = stack.at(-1) ?? input;
  return [...stack, vector(read, name, 'dense', 'rows', width, read.field.frames, input.bands)];
}

function twoSpeedLayers(
  { trunk, fast, taps, slow }: Extract<ArchitectureManifest, { fast: unknown }>,
  input: NetworkLayer,
  name: string,
  width: number,
): NetworkLayer[] {
  const body = trunkLayers(trunk, input);
  const source = body[fast.block]!;
  const branch = convLayers(fast.conv, 'fast/conv', 'fast', source);
  const read = branch.at(-1) ?? source;
  const embedding = body.at(-1)!;
  const held = [...taps.map((block) => body[block]!), embedding];
  // A held value is up to its own period old.
  const frames = held.map(({ field, stride }) => field.frames + stride - source.stride);
  const dense = vector(read, name, 'dense', 'rows', width, Math.max(read.field.frames, ...frames), input.bands);
  return [
    ...body,
    vector(embedding, 'slow', 'slow', 'trunk', slow, embedding.field.frames, input.bands),
    ...branch,
    { ...dense, remembers: body.some(({ remembers }) => remembers) },
  ];
}

function trunkLayers({ stem, blocks, embedding }: TrunkManifest, input: NetworkLayer): NetworkLayer[] {
  const layers: NetworkLayer[] = [];
  const parts: readonly (StridedConvManifest & Partial<BlockManifest>)[] = [stem, ...blocks];
  parts.forEach(({ kernel, stride, channels, dilation, squeeze }, i) => {
    const grid = convolved(layers.at(-1) ?? input, kernel, stride, channels, dilation);
    const remembers = grid.remembers || squeeze !== undefined;
    layers.push({
      ...grid,
      remembers,
      name: partName(i),
      kind: i === 0 ? 'stem' : 'block',
      branch: 'trunk',
      kernel,
      dilation,
    });
  });
  const last = layers.at(-1)!;
  return [...layers, vector(last, 'trunk/last', 'embedding', 'trunk', embedding, last.field.frames, input.bands)];
}

function convLayers(conv: readonly ConvManifest[], name: string, branch: Branch, input: Grid): NetworkLayer[] {
  const layers: NetworkLayer[] = [];
  conv.forEach(({ kernel, strideF, channels }, i) => {
    const grid = convolved(layers.at(-1) ?? input, kernel, [1, strideF], channels);
    layers.push({ ...grid, name: `${name}${i}`, kind: 'conv', branch, kernel });
  });
  return layers;
}

function gatedLayers(
  { dilations, kernel, residualChannels, skipChannels }: WavenetLayersManifest,
  read: NetworkLayer,
  bands: number,
): NetworkLayer[] {
  let { frames } = read.field;
  const layers = dilations.map((dilation, i): NetworkLayer => {
    frames += (kernel - 1) * dilation * read.stride;
    const layer = vector(read, `layer${i}`, 'gated', 'rows', residualChannels, frames, bands);
    return { ...layer, kernel: [kernel, 1], dilation };
  });
  return [...layers, vector(read, 'post', 'post', 'rows', skipChannels, frames, bands)];
}

/** Returns a layer without frequencies, which reads all bands. @param from a layer of the same pace */
function vector(
  { stride, remembers }: Grid,
  name: string,
  kind: LayerKind,
  branch: Branch,
  channels: number,
  frames: number,
  bands: number,
): NetworkLayer {
  return {
    name,
    kind,
    branch,
    bands: 1,
    channels,
    stride,
    remembers,
    field: { frames, bands, lowest: 0, step: bands },
  };
}

function convolved(
  { bands, stride, field, remembers }: Grid,
  [kernelT, kernelF]: readonly [number, number],
  [strideT, strideF]: readonly [number, number],
  channels: number,
  dilation = 1,
): Grid {
  return {
    bands: convolvedBands(bands, kernelF, strideF),
    channels,
    stride: stride * strideT,
    remembers,
    field: {
      frames: field.frames + (kernelT - 1) * dilation * stride,
      bands: field.bands + (kernelF - 1) * field.step,
      lowest: field.lowest - sidePadding(kernelF) * field.step,
      step: field.step * strideF,
    },
  };
}
