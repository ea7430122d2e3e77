import { html, nothing } from 'lit';
import type { FaderItem } from '../../listener/taught-faders.js';
import type { FaderStretch } from '../../listener/taught-state.js';
import type { Words } from '../words/words.js';
import { drawn } from './draw-directive.js';

/** What the user does with a fader. */
export interface FaderActions {
  readonly rename: (name: string) => void;
  readonly remove: (name: string) => void;
  readonly removeStretch: (name: string, key: string) => void;
}

/** Renders a taught fader: its value at this moment, how well it was learnt, and its stretches. @param value 0 to 1; undefined if unknown */
export function faderItem(words: Words, item: FaderItem, value: number | undefined, actions: FaderActions) {
  const { teach } = words.strings;
  const { name, fader, stretches } = item;
  return html`<li class="sound" part="fader">
    <div class="row">
      <h3 class="grow"><span class="mark" aria-hidden="true">◆</span> ${name}</h3>
      ${
        value === undefined
          ? nothing
          : html`<meter aria-label=${teach.faderNow(name)} min="0" max="1" value=${value.toFixed(2)}></meter>
              <span class="number" aria-hidden="true">${words.number(value, 2)}</span>`
      }
      <button aria-label=${teach.renameNamed(name)} @click=${() => actions.rename(name)}>${teach.rename}</button>
      <button aria-label=${teach.removeNamed(name)} @click=${() => actions.remove(name)}>${teach.remove}</button>
    </div>
    <p class="small muted">
      ${fader ? figuresOf(words, fader.figures) : teach.faderNeedsMore}
      ${fader && stretches.length === 0 ? teach.imported : nothing}
    </p>
    <ul class="examples" aria-label=${teach.stretchesOf(name)}>
      ${stretches.map((stretch, at) => stretchItem(words, stretch, at, () => actions.removeStretch(name, stretch.key)))}
    </ul>
  </li>`;
}

function figuresOf(words: Words, { examples, correlation }: NonNullable<FaderItem['fader']>['figures']): string {
  const { teach } = words.strings;
  const stretches = words.count(examples);
  return correlation === null
    ? teach.faderUnmeasured(stretches)
    : teach.faderFigures(stretches, words.number(correlation, 2));
}

function stretchItem(words: Words, stretch: FaderStretch, at: number, remove: () => void) {
  const { teach } = words.strings;
  const number = words.number(at + 1);
  const value = words.number(stretch.value, 2);
  return html`<li part="example">
    <div class="picture">
      <canvas
        role="img"
        aria-label=${teach.stretchPicture(number, words.seconds(stretch.seconds), value)}
        ${drawn(stretch)}
      ></canvas>
    </div>
    <div class="small ${stretch.clipped ? 'bad' : 'muted'}">
      <span class="number">${value}</span> · ${words.seconds(stretch.seconds)}
      ${stretch.clipped ? html`· ${teach.quality.clipped}` : nothing}
    </div>
    <button aria-label=${teach.removeStretch(number)} @click=${remove}>${teach.remove}</button>
  </li>`;
}
