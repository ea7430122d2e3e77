import type { Detection } from '../../decisions/detection.js';
import { clipRange } from '../../formats/clip-range.js';
import type { ListenerLike } from '../listener/listener-like.js';

/** Sound before the onset and after the offset, seconds. */
const MARGIN = 1;

/**
 * The sound of a detection with a second before and after, as far as the Listener keeps it.
 * @returns null where nothing of the detection itself is kept
 */
export async function recallClip(listener: ListenerLike, { onset, offset }: Detection) {
  const sound = await listener.recall(onset - MARGIN, offset === null ? Infinity : offset + MARGIN);
  if (!sound) return null;
  const { start, sampleRate, samples } = sound;
  const margins = { preRoll: MARGIN, postRoll: MARGIN };
  const range = clipRange({ onset, offset }, { start, length: samples.length, sampleRate }, margins);
  return range && { sampleRate, startTime: range.startTime, samples: samples.slice(range.first, range.end) };
}
