import { Classifier, type Classification, type ClassifierOptions, type RecordingOptions } from './classifier.js';
import type { Sound } from './sound-channels.js';

/** Options of {@link classify}: those of a {@link Classifier} and those for one recording. */
export interface ClassifyOptions extends ClassifierOptions, RecordingOptions {}

/**
 * Classifies a whole recording outside the main thread, faster than real time. Live sound gives the same result in a
 * {@link Listener}. For several recordings, use a {@link Classifier}, which loads the model only once.
 *
 * @param sound decoded audio (see {@link decodeAudio} for files), or channels with the option `sampleRate`
 * @throws PinnaError `empty-audio`, `audio-too-short`, `unsupported-sample-rate`, `bad-option`, `model-missing`,
 *   `model-corrupt`, `wrong-network`, `no-backend`, `worker-failed`; the signal's reason. In any case, nothing keeps running.
 */
export async function classify(sound: Sound, options: ClassifyOptions = {}): Promise<Classification> {
  const { sampleRate, signal, onProgress, features, descriptors, harmony, thresholds, taught, ...shared } = options;
  const classifier = new Classifier(shared);
  try {
    const own = { sampleRate, signal, onProgress, features, descriptors, harmony, thresholds, taught };
    return await classifier.classify(sound, own);
  } finally {
    classifier.close();
  }
}
