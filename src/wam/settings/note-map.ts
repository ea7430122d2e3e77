import type { HeadManifest } from '../../model/manifest.js';
import { classKey, type ClassKey } from './class-key.js';

/** Class → its MIDI note, 0 to 127, or null for none. An omitted class keeps its default note. */
export type NoteMap = Readonly<Record<ClassKey, number | null>>;

/** First note of each head, in the order of the model's classes: genres from C1 on, the bird on B1, sounds from C2 on. */
const FIRST_NOTES: Readonly<Record<string, number>> = { genre: 24, bird: 35, events: 36 };
const HIGHEST = 127;

/** Returns one note for each of a model's classes, or null for classes beyond note 127. Pure. */
export function defaultNotes(heads: readonly HeadManifest[]): NoteMap {
  return Object.fromEntries(
    heads.flatMap(({ name: head, classes }) =>
      classes.map(({ name }, i) => {
        const note = (FIRST_NOTES[head] ?? HIGHEST + 1) + i;
        return [classKey(head, name), note <= HIGHEST ? note : null];
      }),
    ),
  );
}

const NAMES = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'] as const;

/** Returns a note's name; middle C (60) is C4. */
export const noteName = (note: number): string => `${NAMES[note % 12]!}${String(Math.floor(note / 12) - 1)}`;
