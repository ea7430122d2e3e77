import { beatEdges } from './beat-edges.js';
import { ChordSmoothing } from './chord-smoothing.js';
import { CHORD_COUNT, chordLabel, chordLikeness } from './chord-templates.js';
import type { Harmony } from './harmony.js';
import { joinChords } from './join-chords.js';
import { fittedKey } from './key-profiles.js';
import { COLUMN_BINS } from './long-chroma.js';
import { columnsWithin, meanColumn } from './column-span.js';
import { foldColumn, tuning } from './tuning.js';

/**
 * Finds the chords, the key and the tuning of a whole recording: one chord for each beat, the most likely sequence, neighbours of the
 * same chord joined. Pure.
 *
 * @param columns of a {@link LongChroma}, `[columns × 60]`
 * @param beats seconds from the recording's start, ascending; none is possible
 * @param duration seconds
 */
export function trackHarmony(columns: Float32Array, beats: readonly number[], duration: number): Harmony {
  const count = columns.length / COLUMN_BINS;
  const sum = meanColumn(columns, 0, count);
  const semitones = tuning(sum);
  const chroma = new Float64Array(12);
  const edges = beatEdges(beats, duration);
  const smoothing = new ChordSmoothing();
  const likeness = edges.slice(1).map((to, i) => {
    const { first, end } = columnsWithin(edges[i]!, to, count);
    foldColumn(meanColumn(columns, first, end), semitones, chroma);
    const values = new Float64Array(CHORD_COUNT);
    chordLikeness(chroma, values);
    smoothing.push(values);
    return values;
  });
  foldColumn(sum, semitones, chroma);
  const key = fittedKey(chroma);
  return {
    chords: joinChords(
      smoothing.path().map((chord, i) => ({
        from: edges[i]!,
        to: edges[i + 1]!,
        label: chordLabel(chord),
        fit: likeness[i]![chord]!,
      })),
    ),
    key: key ? { label: chordLabel(key.key), fit: key.fit } : null,
    tuning: semitones,
  };
}
