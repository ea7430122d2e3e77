import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { TAUGHT } from '../../decisions/embedding-head.js';
import type { Words } from '../../elements/words/words.js';
import { LONGEST_LABEL } from '../../teach/file/taught-class.js';
import type { TaughtSet } from '../../teach/file/taught-file.js';
import { classKey } from '../settings/class-key.js';
import { HIGHEST_NOTE, type NoteMap } from '../settings/note-map.js';
import { FADER } from '../settings/score-controls.js';
import type { NamedKind } from '../settings/renamed.js';
import type { PluginStrings } from './words/plugin-strings.js';

interface TaughtSectionOptions {
  readonly taught: TaughtSet | undefined;
  /** The form that teaches a sound. */
  readonly form: TemplateResult;
  readonly notes: NoteMap;
  readonly words: Words;
  readonly strings: PluginStrings;
  readonly onNotes: (notes: NoteMap) => void;
  /** Called with the sounds and faders that stay; undefined for none. */
  readonly onTaught: (taught: TaughtSet | undefined) => void;
  readonly onRename: (kind: NamedKind, name: string, to: string) => void;
  readonly onFile: (file: File) => void;
  readonly onSave: () => void;
}

/** Renders the folded section of taught sounds, each with its note, and of faders. A file can be opened and saved. */
export function taughtSection(options: TaughtSectionOptions) {
  const { taught, form, strings, onFile, onSave } = options;
  const { title, help, open, save } = strings.taught;
  const pick = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const [file] = input.files ?? [];
    // The same file can be picked again.
    input.value = '';
    if (file) onFile(file);
  };
  const ask = ({ target }: Event) => {
    const picker = (target as HTMLElement).parentElement!.querySelector<HTMLInputElement>('input[type=file]');
    picker?.click();
  };
  return html`<details>
    <summary>${title}</summary>
    <p class="small muted">${help}</p>
    ${
      taught
        ? html`<ul>
            ${taught.classes.map((one) => soundRow(one, options))}
            ${taught.faders?.map((one) => faderRow(one, options))}
          </ul>`
        : nothing
    }
    ${form}
    <p class="buttons">
      <button @click=${ask}>${open}</button>
      <input type="file" accept=".json,application/json" hidden @change=${pick} />
      ${taught ? html`<button @click=${onSave}>${save}</button>` : nothing}
    </p>
  </details>`;
}

/** Renders the field that holds the name of a sound or a fader, and renames it. */
function nameField(kind: NamedKind, name: string, { strings, onRename }: TaughtSectionOptions) {
  const rename = (input: HTMLInputElement) => {
    const to = input.value.trim();
    // If the new name is refused, the old one stands here again.
    input.value = name;
    if (to !== '' && to !== name) onRename(kind, name, to);
  };
  return html`<input
    type="text"
    aria-label=${strings.taught.nameOf(name)}
    maxlength=${LONGEST_LABEL}
    autocomplete="off"
    .value=${live(name)}
    @change=${({ target }: Event) => rename(target as HTMLInputElement)}
  />`;
}

function soundRow({ label, figures }: TaughtSet['classes'][number], options: TaughtSectionOptions) {
  const { taught, notes, words, strings, onNotes, onTaught } = options;
  const key = classKey(TAUGHT, label);
  const choose = (input: HTMLInputElement) => {
    if (!input.checkValidity()) input.value = String(notes[key] ?? '');
    else onNotes({ ...notes, [key]: input.value === '' ? null : input.valueAsNumber });
  };
  const remove = () => onTaught({ ...taught!, classes: taught!.classes.filter((one) => one.label !== label) });
  return html`<li class=${TAUGHT}>
    <span class="name">
      ${nameField(TAUGHT, label, options)}
      <span class="small muted">
        ${strings.taught.found(words.number(figures.found), words.number(figures.examples))}
      </span>
    </span>
    <input
      type="number"
      min="0"
      max=${HIGHEST_NOTE}
      aria-label=${strings.noteOf(label)}
      .value=${live(String(notes[key] ?? ''))}
      @change=${({ target }: Event) => choose(target as HTMLInputElement)}
    />
    <button aria-label=${strings.taught.removeOf(label)} @click=${remove}>${strings.taught.remove}</button>
  </li>`;
}

function faderRow({ name, figures }: NonNullable<TaughtSet['faders']>[number], options: TaughtSectionOptions) {
  const { taught, words, strings, onTaught } = options;
  const { correlation } = figures;
  const remove = () => onTaught({ ...taught!, faders: taught!.faders!.filter((one) => one.name !== name) });
  return html`<li class=${TAUGHT}>
    <span class="name">
      ${nameField(FADER, name, options)}
      <span class="small muted">
        ${correlation === null ? strings.taught.noCorrelation : strings.taught.correlation(words.number(correlation, 2))}
      </span>
    </span>
    <button aria-label=${strings.taught.removeOf(name)} @click=${remove}>${strings.taught.remove}</button>
  </li>`;
}
