import { html, nothing } from 'lit';
import type { Correction } from '../../teach/file/correction.js';
import type { Words } from '../words/words.js';
import { budgetSlider } from './budget-slider.js';

/** Score from which on a threshold is written with one decimal. */
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
  return html`<li class="sound">
    <div class="row">
      <span class="grow">${teach.correction(sound, words.percent(on, on > NEAR_CERTAIN ? 1 : 0))}</span>
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
