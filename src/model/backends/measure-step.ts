import { bandValue } from '../../features/band-value.js';
import type { StreamingNetwork } from '../network/streaming-network.js';

/** Minimum duration of a measuring round, ms. Some browsers round the clock to 1 ms. */
const ROUND_MS = 3;
/** Maximum number of measuring rounds. */
const MAX_ROUNDS = 9;
/** Duration of the unmeasured steps, ms. JIT compilers optimise frequent code only after a while. */
const WARM_UP_MS = 40;

/**
 * Measures the time of one step including read-back: the median over rounds of each round's mean, ms. Resets the network.
 *
 * @param limit time after which no further round begins, ms; the first round always runs
 */
export async function measureStep(network: StreamingNetwork, stepFrames: number, limit: number): Promise<number> {
  const { features } = network.manifest;
  // Levels as in real sound, 10 to 90 dB above silence: zeros and denormal numbers take a different time.
  const frames = Float32Array.from({ length: stepFrames * features.bands }, (_, i) =>
    bandValue(features.floorPower * 10 ** (5 + 4 * Math.sin(12.9898 * i)), features),
  );
  await meanOfSteps(network, frames, WARM_UP_MS);
  const means: number[] = [];
  const began = performance.now();
  while (means.length === 0 || (means.length < MAX_ROUNDS && performance.now() - began < limit)) {
    means.push(await meanOfSteps(network, frames, ROUND_MS));
  }
  network.reset();
  means.sort((a, b) => a - b);
  return means[means.length >> 1]!;
}

/**
 * Returns the mean time of the steps that begin within `duration`, and of those that complete the last period of the
 * network's strides; both in ms.
 */
async function meanOfSteps(network: StreamingNetwork, frames: Float32Array, duration: number): Promise<number> {
  const stepFrames = frames.length / network.manifest.features.bands;
  const began = performance.now();
  let steps = 0;
  let elapsed = 0;
  while (elapsed < duration || (steps * stepFrames) % network.period !== 0) {
    await network.step(frames);
    steps += 1;
    elapsed = performance.now() - began;
  }
  return elapsed / steps;
}
