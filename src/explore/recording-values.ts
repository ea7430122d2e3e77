/** What stands for a recording: the 57 descriptors by hand, or the network's embedding. */
export const VALUE_KINDS = ['descriptors', 'embedding'] as const;
/** Kind of values that stand for a recording. */
export type ValueKind = (typeof VALUE_KINDS)[number];

/** How recordings are laid out: by principal components, or by neighbours. */
export const LAYOUTS = ['pca', 'neighbours'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Fewest recordings that a map can show. */
export const FEWEST_RECORDINGS = 3;
/** Fewest recordings for which a layout by neighbours says more than one by components. */
export const FEWEST_FOR_NEIGHBOURS = 5;

/** Recordings that are listed as most like another one. */
export const NEAREST = 5;

/** A recording as numbers. */
export interface RecordingValues extends Readonly<Record<ValueKind, Float32Array>> {
  /** `[57]`, named by `COURSE_DESCRIPTORS`. */
  readonly descriptors: Float32Array;
  /** Mean over the rows of the network, `[width]`. */
  readonly embedding: Float32Array;
  /** Its class; undefined if it has none. */
  readonly label?: string | undefined;
  /** Recordings of one group are left out together. */
  readonly group?: string | undefined;
}
