import type { Detection } from '../../../src/decisions/detection.js';
import type { Classification } from '../../../src/recordings/classifier.js';
import { BANDS } from './simulated-listener.js';

const DURATION = 60;
const FRAMES = 50 * DURATION;

/** Returns the result of a recording of one minute: music, a bird, and its spectrogram. */
export function oneMinute(): Classification {
  const detection = (id: number, head: string, label: string, onset: number, offset: number): Detection => ({
    ...{ id, head, label, families: [], onset, offset, peak: 0.9, confidence: 0.9 },
  });
  const genre = { label: 'jazz', score: 0.8, scores: { jazz: 0.8 }, uncertainty: 0.2 };
  const result: Partial<Classification> = {
    ...{ duration: DURATION, frames: FRAMES, sampleRate: 16_000 },
    detections: [detection(1, 'bird', 'bird', 2, 6), detection(2, 'events', 'music', 20, 50)],
    structure: { sections: [{ from: 0, to: DURATION, strength: 0, genre }], genre, course: [] },
    features: Float32Array.from({ length: FRAMES * BANDS }, (_, i) => -80 + (i % BANDS)),
  };
  return result as Classification;
}
