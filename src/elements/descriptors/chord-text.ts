import type { Words } from '../words/words.js';

/** Pitch classes of labels, from C on. */
const PITCHES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'];

/** Returns the name of a chord or key as a person reads it. @param label "C:maj", "A:min" or "N" */
export function chordText(words: Words, label: string): string {
  const { chordName, noChord } = words.strings.descriptors;
  const { pitch, isMinor } = partsOf(words, label);
  return pitch === undefined ? noChord : chordName(pitch, isMinor);
}

/** Returns the symbol of a chord, as in song books: "C", "Am". @param label "C:maj", "A:min" or "N" */
export function chordSymbol(words: Words, label: string): string {
  const { pitch, isMinor } = partsOf(words, label);
  return pitch === undefined ? '' : `${pitch}${isMinor ? 'm' : ''}`;
}

function partsOf({ strings }: Words, label: string): { readonly pitch: string | undefined; readonly isMinor: boolean } {
  const [pitch, mode] = label.split(':');
  return { pitch: strings.descriptors.pitches.split(' ')[PITCHES.indexOf(pitch!)], isMinor: mode === 'min' };
}
