import type { Words } from '../words/words.js';

/** Pitch classes of labels, from C on. */
const PITCHES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'];

/** Returns the name of a chord or key as a person reads it. @param label "C:maj", "A:min" or "N" */
export function chordText({ strings }: Words, label: string): string {
  const { pitches, chordName, noChord } = strings.descriptors;
  const [pitch, mode] = label.split(':');
  const name = pitches.split(' ')[PITCHES.indexOf(pitch!)];
  return name === undefined ? noChord : chordName(name, mode === 'min');
}
