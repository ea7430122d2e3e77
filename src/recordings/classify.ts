import { Classifier, type Classification, type ClassifierOptions, type ClipOptions } from './classifier.js';
import type { Sound } from './sound-channels.js';

export interface ClassifyOptions extends ClassifierOptions, ClipOptions {}

/**
 * Hears a whole recording, off the main thread and faster than real time: what a {@link Listener} would have said of it,
 * at once. For several recordings a {@link Classifier} saves loading the model each time.
 *
 * @param sound decoded audio (see {@link decodeAudio} for files), or channels with the option `sampleRate`
 * @throws PinnaError `empty-audio`, `audio-too-short`, `unsupported-sample-rate`, `bad-option`, `model-missing`,
 *   `model-corrupt`, `no-backend`, `worker-failed`; the signal's reason. Nothing is left running, either way.
 */
export async function classify(sound: Sound, options: ClassifyOptions = {}): Promise<Classification> {
  const { sampleRate, signal, onProgress, features, descriptors, thresholds, ...shared } = options;
  const classifier = new Classifier(shared);
  try {
    return await classifier.classify(sound, { sampleRate, signal, onProgress, features, descriptors, thresholds });
  } finally {
    classifier.close();
  }
}
