import type { HeadManifest } from '../../model/manifest.js';
import { classKey, type ClassKey } from './class-key.js';

/** Class → its MIDI note, 0 to 127, or null for none; what is not named has the note of {@link defaultNotes}. */
export type NoteMap = Readonly<Record<ClassKey, number | null>>;

/** The first note of each head: genres from C1 on, the bird on B1, sounds from C2 on, in the model's order. */
const FIRST_NOTES: Readonly<Record<string, number>> = { genre: 24, bird: 35, events: 36 };
const HIGHEST = 127;

/** The notes of a model's classes: one each, while there are notes. Pure. */
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

/** A note's name, with middle C (60) as C4. */
export const noteName = (note: number): string => `${NAMES[note % 12]!}${String(Math.floor(note / 12) - 1)}`;
