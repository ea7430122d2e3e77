/**
 * Limits on the size of a model. They far exceed every model that runs in real time, and keep any `model.json` from
 * exhausting a device's memory. Each limit is checked before anything of that size is fetched or allocated.
 */
export const LIMITS = {
  /** Size of `model.json`, bytes. */
  manifestBytes: 2 ** 20,
  /** Size of the weights file, bytes. */
  weightBytes: 2 ** 26,
  /** Number of convolutions, and number of dilations. */
  layers: 64,
  /** Channels or units of a layer. */
  width: 2048,
  /** Frames or bands of a kernel; also a stride. */
  kernel: 256,
  /** Frames between the taps of a kernel. */
  dilation: 2 ** 16,
  /** Frames after which the strides of a network come together again. */
  period: 1024,
  heads: 16,
  /** Number of classes of one head. */
  classes: 2048,
  /** Number of classes and families of one head that have families. */
  familyMembers: 4096,
  /** Number of direct families of one class or family. */
  families: 16,
  /** Length of the longest way up from a class or family, families. */
  familyDepth: 16,
  tensors: 1024,
  /** Number of values in a network's state. */
  stateValues: 2 ** 22,
} as const;
