import { html } from 'lit';
import { LONGEST_LABEL } from '../../teach/file/taught-class.js';

interface NameFieldOptions {
  /** Text of the field's label. */
  readonly label: string;
  readonly value: string;
  /** Names to choose from, beside any other. */
  readonly names: readonly string[] | undefined;
  /** Called with each new value. */
  readonly onInput: (value: string) => void;
}

/** Renders the field for the name of a sound or a class. An element may hold one. */
export const nameField = ({ label, value, names, onInput }: NameFieldOptions) =>
  html`<label for="name">${label}</label>
    <input
      id="name"
      list="names"
      maxlength=${LONGEST_LABEL}
      autocomplete="off"
      .value=${value}
      @input=${({ target }: Event) => onInput((target as HTMLInputElement).value)}
    />
    <datalist id="names">${names?.map((known) => html`<option value=${known}></option>`)}</datalist>`;
