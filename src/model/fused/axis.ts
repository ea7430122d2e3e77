/** Values that the kernels compute at once: every group of channels or outputs is padded with zeros to a multiple of it. */
const LANES = 8;

/** How values in a row lie in the module's memory: in groups, such as the channels of each band, with zeros between them. */
export interface Axis {
  /** Place of each value, without the zeros → with them. */
  readonly places: readonly number[];
  /** Number of values with the zeros. */
  readonly length: number;
}

/** Returns the axis of groups of values. @param sizes number of values of each group */
export function axis(...sizes: readonly number[]): Axis {
  const places: number[] = [];
  let length = 0;
  for (const size of sizes) {
    for (let i = 0; i < size; i++) places.push(length + i);
    length += padded(size);
  }
  return { places, length };
}

/** Returns the number of values of a group with its zeros. */
export function padded(size: number): number {
  return Math.ceil(size / LANES) * LANES;
}

/** Returns the axis of channels at every band, `[bands, channels]`. @param pitch values from one band to the next */
export function bandsAxis(bands: number, channels: number, pitch = padded(channels)): Axis {
  const places = Array.from({ length: bands * channels }, (_, i) => Math.floor(i / channels) * pitch + (i % channels));
  return { places, length: bands * pitch };
}

/** Returns rows with zeros between their values. @param values `[rows, values of the axis]` */
export function packRows(values: Float32Array, axis: Axis): Float32Array {
  const { places, length } = axis;
  const rows = values.length / places.length;
  const packed = new Float32Array(rows * length);
  for (let row = 0; row < rows; row++) {
    const own = values.subarray(row * places.length, (row + 1) * places.length);
    if (isUnbroken(axis)) packed.set(own, row * length);
    else places.forEach((place, i) => (packed[row * length + place] = own[i]!));
  }
  return packed;
}

/** Returns rows without the zeros between their values. @param packed `[rows, length of the axis]` */
export function unpackRows(packed: Float32Array, axis: Axis): Float32Array {
  const { places, length } = axis;
  const rows = packed.length / length;
  const values = new Float32Array(rows * places.length);
  for (let row = 0; row < rows; row++) {
    const own = packed.subarray(row * length, (row + 1) * length);
    if (isUnbroken(axis)) values.set(own.subarray(0, places.length), row * places.length);
    else places.forEach((place, i) => (values[row * places.length + i] = own[place]!));
  }
  return values;
}

/** Whether all zeros are after the values, so that a row can be copied as a whole. */
function isUnbroken({ places }: Axis): boolean {
  return places[places.length - 1] === places.length - 1;
}

/**
 * Returns a kernel in the order in which `convolve` reads it, `[outputs / 8, taps, inputs, 8]`.
 * @param kernel `[taps, inputs, outputs]`
 */
export function packKernel(kernel: Float32Array, taps: number, inputs: Axis, outputs: Axis): Float32Array {
  const packed = new Float32Array(taps * inputs.length * outputs.length);
  let from = 0;
  for (let tap = 0; tap < taps; tap++) {
    for (const input of inputs.places) {
      for (const output of outputs.places) {
        const panel = Math.floor(output / LANES);
        packed[((panel * taps + tap) * inputs.length + input) * LANES + (output % LANES)] = kernel[from++]!;
      }
    }
  }
  return packed;
}
