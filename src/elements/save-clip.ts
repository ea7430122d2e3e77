import type { Detection } from '../decisions/detection';
import { clipRange } from '../formats/clip-range';
import { exportFileName } from '../formats/export-file-name';
import { WAV_TYPE, wavClip } from '../formats/wav-clip';
import type { ListenerLike } from './listener-like';
import { saveFile } from './save-file';

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

/** Hands the sound of a detection to the browser as a WAV file. Returns whether it is still there. */
export async function saveClip(listener: ListenerLike, detection: Detection): Promise<boolean> {
  const clip = await recallClip(listener, detection);
  if (!clip) return false;
  const { model } = listener;
  const comment = [
    `from ${clip.startTime.toFixed(3)} s`,
    `onset ${detection.onset.toFixed(3)} s`,
    ...(model ? [`${model.name} ${model.version}`] : []),
  ].join('; ');
  const file = wavClip([clip.samples], { sampleRate: clip.sampleRate, title: detection.label, comment });
  saveFile(exportFileName(detection.label, new Date(), 'wav'), WAV_TYPE, file);
  return true;
}
