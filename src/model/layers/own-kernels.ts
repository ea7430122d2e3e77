/**
 * Names of Pinna's tfjs kernels. Each computes a whole layer or part of one at once, on the backends that have it
 * (`src/model/kernels/`).
 */

/** Kernel for the recurrent part of a GRU over all frames of a step. */
export const GRU_RECURRENCE = 'GruRecurrence';
/** Kernel for a product with weights, with bias and optional ReLU. */
export const DENSE = 'Dense';
