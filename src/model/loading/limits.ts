/**
 * What a model may ask for: far more than any that keeps up with sound, and so little that no `model.json` can exhaust a
 * device's memory. Checked before anything of the size is fetched or allocated.
 */
export const LIMITS = {
  /** Of `model.json`. */
  manifestBytes: 2 ** 20,
  /** Of the weights file. */
  weightBytes: 2 ** 26,
  /** Convolutions or dilations one after another. */
  layers: 64,
  /** Channels or units of a layer. */
  width: 2048,
  /** Frames or bands of a kernel. */
  kernel: 256,
  /** Frames between the taps of a kernel. */
  dilation: 2 ** 16,
  heads: 16,
  /** Of one head. */
  classes: 2048,
  tensors: 1024,
  /** Numbers that the network remembers between steps. */
  stateValues: 2 ** 22,
} as const;
