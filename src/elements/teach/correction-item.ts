import { html, nothing } from 'lit';
import type { Correction } from '../../teach/file/correction.js';
import type { Words } from '../words/words.js';
import { budgetSlider } from './budget-slider.js';

/** Score from which on a threshold is written with one decimal, rounded down: nothing is reported from 100 % on. */
const NEAR_CERTAIN = 0.99;

/** What the user does with a correction. */
export interface CorrectionActions {
  readonly undo: (correction: Correction) => void;
  /** @param target false alarms an hour */
  readonly setBudget: (correction: Correction, target: number) => void;
}

/** Renders a personal correction: the threshold, its budget if it has one, and the button that takes it back. */
export function correctionItem(words: Words, correction: Correction, actions: CorrectionActions) {
  const { teach } = words.strings;
  const { label, on, budget } = correction;
  const sound = words.className(label);
  const threshold = on > NEAR_CERTAIN ? words.percent(Math.floor(1000 * on) / 1000, 1) : words.percent(on);
  return html`<li class="sound">
    <div class="row">
      <span class="grow">${teach.correction(sound, threshold)}</span>
      <button aria-label=${teach.undoNamed(sound)} @click=${() => actions.undo(correction)}>${teach.undo}</button>
    </div>
    ${
      budget
        ? html`${budgetSlider(words, { ...budget, sound, withoutRoom: teach.noRoom }, (target) =>
              actions.setBudget(correction, target),
            )}
            <p class="small muted">${teach.everyReport}</p>`
        : nothing
    }
  </li>`;
}
