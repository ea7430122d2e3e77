/**
 * Kernels of the fused network, in AssemblyScript. All values are float32, and all addresses are bytes in the module's memory.
 * A count of channels or outputs is a multiple of 8: `src/model/fused/` pads arrays with zeros. "Step" is a distance in bytes.
 */
export { convolve } from './convolve';
export { depthwise } from './depthwise';
export { gate } from './gate';
export { gru } from './gru';
export { applyGates, bandMeans, decayMeans } from './squeeze-excitation';
export { move, spread } from './rows';
