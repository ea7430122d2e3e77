import { html, nothing } from 'lit';
import type { Words } from '../../elements/words/words.js';
import { LONGEST_LABEL } from '../../teach/file/taught-class.js';
import { HIGHEST_NOTE } from '../settings/note-map.js';
import type { TeachController } from './teach-controller.js';
import type { PluginStrings } from './words/plugin-strings.js';

interface TeachFormOptions {
  readonly teaching: TeachController;
  /** Whether the analysis runs. */
  readonly isRunning: boolean;
  /** Note that a new sound gets unless the user chooses another one. */
  readonly nextNote: number;
  readonly words: Words;
  readonly strings: PluginStrings;
  readonly onRecord: () => void;
  readonly onLearn: (label: string, note: number | null) => void;
}

/** Renders the form that teaches a sound: name, note, record, learn. */
export function teachForm({ teaching, isRunning, nextNote, words, strings, onRecord, onLearn }: TeachFormOptions) {
  const { teach, name, note, record, learn, cancel, takes, learning, learnt, teachHelp } = strings.taught;
  const submit = (event: Event) => {
    event.preventDefault();
    if (teaching.state === 'idle') {
      onRecord();
      return;
    }
    const data = new FormData(event.target as HTMLFormElement);
    const chosen = String(data.get('note'));
    onLearn(String(data.get('label')).trim(), chosen === '' ? null : Number(chosen));
  };
  const status =
    teaching.state === 'recording'
      ? takes(teaching.takes, words.number(teaching.takes))
      : teaching.state === 'learning'
        ? learning
        : teaching.learnt !== undefined && learnt(teaching.learnt);
  const isRecording = teaching.state === 'recording';
  return html`<form class="field" @submit=${submit} aria-describedby="help-teach">
    <label for="teach-name">${name}</label>
    <input
      id="teach-name"
      name="label"
      type="text"
      maxlength=${LONGEST_LABEL}
      required
      pattern=".*\\S.*"
      autocomplete="off"
    />
    <label for="teach-note">${note}</label>
    <input id="teach-note" name="note" type="number" min="0" max=${HIGHEST_NOTE} value=${nextNote} />
    <p id="help-teach" class="small muted">${teachHelp}</p>
    <p class="buttons">
      <button
        class=${isRecording ? 'filled' : ''}
        ?disabled=${!isRunning || teaching.state === 'learning' || (isRecording && !teaching.isReady)}
      >
        ${isRecording ? learn : record}
      </button>
      ${isRecording ? html`<button type="button" @click=${() => teaching.cancel()}>${cancel}</button>` : nothing}
    </p>
    <p class="small" role="status" aria-label=${teach}>${status || nothing}</p>
  </form>`;
}
