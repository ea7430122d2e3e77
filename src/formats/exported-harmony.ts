import type { Harmony } from '../harmony/harmony.js';
import type { ExportedDetection } from './event-list.js';

/**
 * Converts chords and key for export, as detections of the heads `chord` and `key`: "C:maj", "N" for no chord, and "key C:maj" over the
 * whole recording. Their `peak` and `confidence` are the fit, which is not a probability.
 *
 * @param duration of the recording, seconds
 */
export function exportedHarmony({ chords, key }: Harmony, duration: number): ExportedDetection[] {
  const spans = chords.map(({ from, to, label, fit }) => ({ head: 'chord', label, onset: from, offset: to, fit }));
  if (key) spans.unshift({ head: 'key', label: `key ${key.label}`, onset: 0, offset: duration, fit: key.fit });
  return spans.map(({ fit, ...span }) => {
    const share = Math.min(1, Math.max(0, fit));
    return { ...span, peak: share, confidence: share };
  });
}
