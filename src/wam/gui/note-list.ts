import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Words } from '../../elements/words/words.js';
import type { HeadManifest } from '../../model/manifest.js';
import { classKey, type ClassKey } from '../settings/class-key.js';
import { defaultNotes, HIGHEST_NOTE, noteName, type NoteMap } from '../settings/note-map.js';
import type { PluginStrings } from './words/plugin-strings.js';

/** Returns the text of a note's input field; an empty text means no note. */
const textOf = (note: number | null | undefined): string => (typeof note === 'number' ? String(note) : '');

interface NoteListOptions {
  readonly heads: readonly HeadManifest[];
  readonly notes: NoteMap;
  readonly words: Words;
  readonly strings: PluginStrings;
  readonly onChange: (notes: NoteMap) => void;
}

/** Renders one row for each class, with the number and the name of its note. An empty number means no note. */
export function noteList({ heads, notes, words, strings, onChange }: NoteListOptions) {
  const defaults = defaultNotes(heads);
  const choose = (key: ClassKey, input: HTMLInputElement) => {
    const others = Object.fromEntries(Object.entries(notes).filter(([other]) => other !== key));
    const note = input.value === '' ? null : input.valueAsNumber;
    // If the input is not a valid note, the previous value is restored.
    if (!input.checkValidity()) input.value = textOf(notes[key] === undefined ? defaults[key] : notes[key]);
    else onChange(defaults[key] === note ? others : { ...others, [key]: note });
  };
  const line = (head: string, name: string) => {
    const key = classKey(head, name);
    const word = words.className(name);
    const chosen = (key in notes ? notes[key] : defaults[key]) ?? null;
    return html`<li class=${head}>
      <span class="name">${word}</span>
      <span class="number small muted" aria-hidden="true">${chosen === null ? strings.noNote : noteName(chosen)}</span>
      <input
        type="number"
        min="0"
        max=${HIGHEST_NOTE}
        aria-label=${strings.noteOf(word)}
        .value=${live(textOf(chosen))}
        @change=${({ target }: Event) => choose(key, target as HTMLInputElement)}
      />
    </li>`;
  };
  return html`<ul>
    ${heads.flatMap(({ name: head, classes }) => classes.map(({ name }) => line(head, name)))}
  </ul>`;
}
