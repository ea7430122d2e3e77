import type { Detection } from '../../decisions/detection.js';
import { exportFileName } from '../../formats/export-file-name.js';
import { WAV_TYPE, wavClip } from '../../formats/wav-clip.js';
import type { ListenerLike } from '../listener/listener-like.js';
import { recallClip } from './recall-clip.js';
import { saveFile } from './save-file.js';

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
  saveFile(exportFileName(detection.label, new Date(), 'wav'), WAV_TYPE, [file]);
  return true;
}
