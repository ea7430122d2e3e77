/** Kernels beyond those of tfjs, each for a layer in one piece, where a backend has them (`src/model/kernels/`). */

/** The recurrent part of a GRU over all frames of a step. */
export const GRU_RECURRENCE = 'GruRecurrence';
/** A product with weights, its bias and, if wanted, ReLU. */
export const DENSE = 'Dense';
