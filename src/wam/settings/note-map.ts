import type { HeadManifest } from '../../model/manifest.js';
import { TAUGHT } from '../../decisions/embedding-head.js';
import type { TaughtSet } from '../../teach/file/taught-file.js';
import { classKey, type ClassKey } from './class-key.js';

/** Class → its MIDI note, 0 to 127, or null for none. An omitted class keeps its default note. */
export type NoteMap = Readonly<Record<ClassKey, number | null>>;

/** First note of each head, in the order of the model's classes: genres from C1 on, the bird on B1, sounds from C2 on. */
const FIRST_NOTES: Readonly<Record<string, number>> = { genre: 24, bird: 35, events: 36 };
/** Highest note of MIDI. */
export const HIGHEST_NOTE = 127;

/** Returns one note for each of a model's classes, or null for classes beyond note 127. Pure. */
export function defaultNotes(heads: readonly HeadManifest[]): NoteMap {
  return Object.fromEntries(
    heads.flatMap(({ name: head, classes }) =>
      classes.map(({ name }, i) => {
        const note = (FIRST_NOTES[head] ?? HIGHEST_NOTE + 1) + i;
        return [classKey(head, name), note <= HIGHEST_NOTE ? note : null];
      }),
    ),
  );
}

/** First note that a taught sound gets, middle C. */
const FIRST_TAUGHT_NOTE = 60;

/** Returns the first note from middle C on that no taught sound has; undefined if all are taken. Pure. */
export function nextTaughtNote(notes: NoteMap): number | undefined {
  const taken = new Set(Object.entries(notes).flatMap(([key, note]) => (key.startsWith(`${TAUGHT}:`) ? [note] : [])));
  for (let note = FIRST_TAUGHT_NOTE; note <= HIGHEST_NOTE; note++) if (!taken.has(note)) return note;
  return undefined;
}

/** Returns the notes with one for each taught sound that has none, as {@link nextTaughtNote} gives them. Pure. */
export function withTaughtNotes(notes: NoteMap, { classes }: Pick<TaughtSet, 'classes'>): NoteMap {
  const given: Record<ClassKey, number | null> = { ...notes };
  for (const { label } of classes) {
    const key = classKey(TAUGHT, label);
    if (given[key] === undefined) given[key] = nextTaughtNote(given) ?? null;
  }
  return given;
}

const NAMES = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'] as const;

/** Returns a note's name; middle C (60) is C4. */
export const noteName = (note: number): string => `${NAMES[note % 12]!}${String(Math.floor(note / 12) - 1)}`;
