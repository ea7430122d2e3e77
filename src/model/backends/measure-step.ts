import type { StreamingNetwork } from '../network/streaming-network.js';

/** A round lasts at least so long, milliseconds, because some browsers round the clock to a millisecond. */
const ROUND = 3;
const ROUNDS = 9;
/** Steps run unmeasured for so long, milliseconds: engines compile what they see often, and only then show their speed. */
const WARMING = 40;

/**
 * Median over some rounds of the mean time of a step with read-back, milliseconds. Resets the network.
 *
 * @param limit no further round begins after this time, milliseconds; there is always one
 */
export async function measureStep(network: StreamingNetwork, stepFrames: number, limit: number): Promise<number> {
  const { bands } = network.manifest.features;
  // Levels as of real sound, -90 to -10 dB: zeros and denormal numbers have timings of their own.
  const frames = Float32Array.from({ length: stepFrames * bands }, (_, i) => -50 + 40 * Math.sin(12.9898 * i));
  await meanOfSteps(network, frames, WARMING);
  const means: number[] = [];
  const began = performance.now();
  while (means.length === 0 || (means.length < ROUNDS && performance.now() - began < limit)) {
    means.push(await meanOfSteps(network, frames, ROUND));
  }
  network.reset();
  means.sort((a, b) => a - b);
  return means[means.length >> 1]!;
}

/** Mean time of the steps that begin within `duration`; milliseconds, both. */
async function meanOfSteps(network: StreamingNetwork, frames: Float32Array, duration: number): Promise<number> {
  const began = performance.now();
  let steps = 0;
  let elapsed = 0;
  while (elapsed < duration) {
    await network.step(frames);
    steps += 1;
    elapsed = performance.now() - began;
  }
  return elapsed / steps;
}
