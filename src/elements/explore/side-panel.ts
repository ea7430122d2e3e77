import { html, nothing } from 'lit';
import { NEAREST } from '../../explore/recording-values.js';
import { nameField } from '../teach/name-field.js';
import type { Words } from '../words/words.js';
import type { ExploredSound } from './explored-sounds.js';
import { classSign } from './map-picture.js';
import { exploreStrings } from './explore-words.js';

/** The recording under the pointer or the focus. */
interface PointedRecording {
  readonly sound: ExploredSound | undefined;
  /** Those most alike, the nearest first. */
  readonly near: readonly ExploredSound[];
  readonly classes: readonly string[];
}

/** Renders the recording under the pointer or the focus, and those most alike. @param go points at another one */
export function recordingPanel(words: Words, { sound, near, classes }: PointedRecording, go: (id: number) => void) {
  const explore = exploreStrings(words);
  return html`<section class="pointed-at" aria-labelledby="recording">
    <h2 id="recording">${explore.recording}</h2>
    ${
      sound
        ? html`<p class="name">${sound.name}</p>
            <p class="small muted">
              ${classSign(classes, sound.label)}${
                sound.label === undefined ? explore.noClass : words.className(sound.label)
              }
              · <span class="number">${words.seconds(sound.seconds)}</span>
            </p>
            <h3 id="nearest">${explore.nearest}</h3>
            <ul class="sounds" aria-labelledby="nearest">
              ${near.map((one) => html`<li>${soundButton(one, classes, go)}</li>`)}
            </ul>`
        : html`<p class="small muted">${explore.noRecording}</p>`
    }
  </section>`;
}

/** The recordings that are most unlike all others. */
interface UnusualRecordings {
  /** The most unusual first. */
  readonly sounds: readonly ExploredSound[];
  /** Their distances to the nearest other recording, 0 to 2. */
  readonly distances: readonly number[];
  readonly classes: readonly string[];
}

/** Renders the recordings that are most unlike all others. @param go points at one */
export function unusualPanel(
  words: Words,
  { sounds, distances, classes }: UnusualRecordings,
  go: (id: number) => void,
) {
  const explore = exploreStrings(words);
  return html`<section aria-labelledby="unusual">
    <h2 id="unusual">${explore.unusual}</h2>
    <p class="small muted">${explore.unusualWhat}</p>
    <ol class="sounds unusual" aria-labelledby="unusual">
      ${sounds.map(
        (one, i) =>
          html`<li>
            ${soundButton(one, classes, go)}<span class="small number muted">${words.number(distances[i]!, 2)}</span>
          </li>`,
      )}
    </ol>
  </section>`;
}

const soundButton = ({ id, name, label }: ExploredSound, classes: readonly string[], go: (id: number) => void) =>
  html`<button @click=${() => go(id)}>${classSign(classes, label)}<span>${name}</span></button>`;

/** The selected recordings, and what can be done with them. */
interface Selection {
  readonly chosen: readonly ExploredSound[];
  /** The recording under the pointer or the focus. */
  readonly current: ExploredSound | undefined;
  readonly classes: readonly string[];
  /** Text of the field for a class. */
  readonly label: string;
  readonly isTeaching: boolean;
  /** Whether there is a listener to teach. */
  readonly canTeach: boolean;
}

/** What a person does with the selection. */
interface SelectionActions {
  addNearest(): void;
  addClass(): void;
  selectNone(): void;
  type(label: string): void;
  setClass(): void;
  teach(): void;
}

/** Renders the tools for the selected recordings. */
export function selectionPanel(words: Words, selection: Selection, actions: SelectionActions) {
  const { teach } = words.strings;
  const explore = exploreStrings(words);
  const { chosen, current, classes, label, isTeaching, canTeach } = selection;
  const canName = chosen.length > 0 && label.trim() !== '' && !isTeaching;
  const submit = (event: Event) => {
    event.preventDefault();
    if (canName) actions.setClass();
  };
  return html`<section aria-labelledby="selection">
    <h2 id="selection" aria-live="polite">${explore.selected(words.count(chosen.length))}</h2>
    <div class="row">
      <button ?disabled=${!current} @click=${() => actions.addNearest()}>
        ${explore.addNearest(words.count(NEAREST))}
      </button>
      <button ?disabled=${current?.label === undefined} @click=${() => actions.addClass()}>${explore.addClass}</button>
      <button ?disabled=${chosen.length === 0} @click=${() => actions.selectNone()}>${explore.selectNone}</button>
    </div>
    <form class="row" @submit=${submit}>
      ${nameField({ label: explore.label, value: label, names: classes, onInput: (value) => actions.type(value) })}
      <button class="filled" ?disabled=${!canName}>${explore.setLabel}</button>
      ${
        canTeach
          ? html`<button type="button" ?disabled=${!canName} @click=${() => actions.teach()}>
              ${teach.teachThis}
            </button>`
          : nothing
      }
    </form>
    ${
      isTeaching
        ? html`<p class="small"><progress aria-label=${teach.learning}></progress> ${teach.learning}</p>`
        : nothing
    }
  </section>`;
}
