import { Decisions } from '../../src/decisions/decisions.js';
import type { Frames } from '../../src/listener/listener-events.js';
import { fetchModel } from '../../src/model/loading/fetch-model.js';
import { StreamingNetwork } from '../../src/model/network/streaming-network.js';
import { useBackend } from './model/test-backends.js';

/**
 * Computes the largest difference between the scores of a session and those of an undisturbed network. That network runs over
 * the same input, from the first step on.
 *
 * @param steps all steps of the session, oldest first
 * @param inputs the network's input of each step, by its time
 * @param url of `model.json`
 */
export async function worstScore(
  steps: readonly Frames[],
  inputs: ReadonlyMap<number, Float32Array>,
  url: string,
): Promise<number> {
  await useBackend('wasm');
  const model = await fetchModel(new URL(url, location.href).href);
  const network = StreamingNetwork.create(model);
  const { heads } = model.manifest;
  const decisions = new Decisions(heads, network.rowSeconds);
  let worst = 0;
  for (const { frames, time, scores, smoothed } of steps) {
    const expected = decisions.push(await network.step(inputs.get(time)!), frames, time);
    for (const { name, decision } of heads) {
      const compare = (some: Float32Array, others: Float32Array) =>
        some.forEach((score, i) => (worst = Math.max(worst, Math.abs(score - others[i]!))));
      compare(scores[name]!, expected.scores[name]!);
      // A failure ends the sounds of the gating head. A gated head then waits for its gate again, so its smoothed scores
      // differ.
      if (!decision.gate) compare(smoothed[name]!, expected.smoothed[name]!);
    }
  }
  network.dispose();
  return worst;
}
