import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import type { Embedder } from '../examples/embed.js';
import { meanRow } from '../learning/linear.js';
import { FRAME_DESCRIPTORS, RowDescriber } from '../examples/frame-descriptors.js';

/** Start of a stretch that is left out, since the network has no past there, seconds; at most a quarter of the stretch. */
const SETTLING = 0.5;

/**
 * Returns what a fader learns from of a stretch of sound: the means of its embeddings and of its frame descriptors. The stretch is not
 * trimmed and its level stays, since both may matter.
 *
 * @param embedder of a network that nobody else steps meanwhile
 * @param frames `[count × bands]`, in the geometry of the network
 * @returns `[size + FRAME_DESCRIPTORS.length]`; undefined if the stretch is shorter than a row
 */
export async function stretchValues(
  embedder: Embedder,
  features: FeatureGeometry,
  frames: Float32Array,
): Promise<Float32Array | undefined> {
  const { bands, hopSeconds } = features;
  const count = frames.length / bands;
  const from = Math.min(Math.round(SETTLING / hopSeconds), Math.floor(count / 4));
  const rows = await embedder.rows(frames, from);
  if (rows.count === 0) return undefined;
  const width = FRAME_DESCRIPTORS.length;
  const described = new RowDescriber(features).push(frames, count).subarray(from * width);
  return Float32Array.from([
    ...meanRow([rows.values], rows.values.length / rows.count),
    ...meanRow([described], width),
  ]);
}
