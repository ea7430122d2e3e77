import type { Activation } from '../layers/activation.js';

/** Numbers of the activations in the kernels. */
export const ACTIVATIONS: Readonly<Record<Activation, number>> = { linear: 0, relu: 1, 'hard-swish': 2 };
