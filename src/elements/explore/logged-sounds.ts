import { WAV_TYPE, writeWav } from '../../formats/write-wav.js';
import type { ListenerLike } from '../listener/listener-controller.js';
import type { WantedSound } from '../saving/wanted-sound.js';
import type { recallExcerpt } from '../saving/saving.js';
import type { FoundRecording } from './found-recordings.js';

/** What a log offers: the sounds of the present listening session. `<pinna-log>` has it. */
export interface SoundLog {
  /** Sounds with their times on the listener's clock, oldest first. */
  readonly sessionSounds: readonly WantedSound[];
}

/**
 * Returns the sounds of a log that the listener still keeps, as recordings. The name of a sound is its class.
 * @param recall of the module that is loaded when sound is saved or heard again
 */
export async function loggedRecordings(
  log: SoundLog,
  listener: ListenerLike,
  recall: typeof recallExcerpt,
): Promise<FoundRecording[]> {
  const found: FoundRecording[] = [];
  for (const sound of log.sessionSounds) {
    const excerpt = await recall(listener, sound);
    if (!excerpt) continue;
    const name = `${sound.label} ${sound.onset.toFixed(1)} s.wav`;
    const wav = writeWav([excerpt.samples], { sampleRate: excerpt.sampleRate });
    found.push({ file: new File([wav], name, { type: WAV_TYPE }), name, label: sound.label });
  }
  return found;
}
