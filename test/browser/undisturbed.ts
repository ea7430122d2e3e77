import { Decisions } from '../../src/decisions/decisions.js';
import type { Frames } from '../../src/listener/listener-events.js';
import { fetchModel } from '../../src/model/loading/fetch-model.js';
import { StreamingNetwork } from '../../src/model/network/streaming-network.js';
import { useBackend } from '../unit/model/test-backends.js';

/**
 * How far the scores of a session are at most from those of a network that hears the same frames from the first one on
 * without any disturbance.
 *
 * @param frames all of the session, oldest first
 * @param url of `model.json`
 */
export async function worstScore(frames: readonly Frames[], url: string): Promise<number> {
  await useBackend('wasm');
  const model = await fetchModel(new URL(url, location.href).href);
  const network = StreamingNetwork.create(model);
  const { heads, features } = model.manifest;
  const decisions = new Decisions(heads, features.hopSeconds);
  let worst = 0;
  for (const { features: heard, frames: count, time, scores, smoothed } of frames) {
    const expected = decisions.push(await network.step(heard), count, time);
    for (const { name, decision } of heads) {
      const compare = (some: Float32Array, others: Float32Array) =>
        some.forEach((score, i) => (worst = Math.max(worst, Math.abs(score - others[i]!))));
      compare(scores[name]!, expected.scores[name]!);
      // A head that waits for a sound of another waits anew after a failure, which has ended that sound.
      if (!decision.gate) compare(smoothed[name]!, expected.smoothed[name]!);
    }
  }
  network.dispose();
  return worst;
}
