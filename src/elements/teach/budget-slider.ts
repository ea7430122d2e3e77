import { html, nothing } from 'lit';
import type { Words } from '../words/words.js';

/** Budgets that the slider offers, false alarms a day. */
const BUDGETS = [0.1, 0.25, 0.5, 1, 2, 4, 7.2, 12, 24, 48, 100] as const;
/** Hours of a day. */
const HOURS = 24;

/** A budget and what its threshold rests on. */
export interface ShownBudget {
  /** Name of the sound, for those who do not see where the slider stands; undefined if the list says it. */
  readonly sound?: string;
  /** False alarms an hour. */
  readonly target: number;
  /** Expected false alarms an hour. */
  readonly falseAlarms: number;
  /** Duration of the room that the expectation rests on, minutes. */
  readonly roomMinutes: number;
  /** Whether the minutes may be of another room: the sound was imported. No when absent. */
  readonly isImported?: boolean;
  /** What it rests on if no room is known. */
  readonly withoutRoom: string;
}

/** Renders the slider of a budget of false alarms, and what its threshold rests on. @param set receives false alarms an hour */
export function budgetSlider(words: Words, budget: ShownBudget, set: (target: number) => void) {
  const { teach } = words.strings;
  const { sound, target, falseAlarms, roomMinutes, withoutRoom, isImported } = budget;
  const basis = isImported ? teach.basisImported : teach.basis;
  const aDay = (rate: number) => words.number(rate * HOURS, rate * HOURS < 1 ? 2 : rate * HOURS < 10 ? 1 : 0);
  const index = nearest(target * HOURS);
  const alarms = teach.alarmsADay({ ...words.count(BUDGETS[index]!), text: aDay(BUDGETS[index]! / HOURS) });
  return html`<label class="budget small">
    ${teach.budget}
    <input
      type="range"
      min="0"
      max=${BUDGETS.length - 1}
      .value=${String(index)}
      aria-label=${sound === undefined ? nothing : teach.budgetNamed(sound)}
      aria-valuetext=${alarms}
      @change=${({ target: input }: Event) => set(BUDGETS[Number((input as HTMLInputElement).value)]! / HOURS)}
    />
    <span class="number">${alarms}</span>
    <span class="muted">
      ${teach.expected(aDay(falseAlarms))}
      ${roomMinutes > 0 ? basis(words.number(roomMinutes, roomMinutes < 10 ? 1 : 0)) : withoutRoom}
    </span>
  </label>`;
}

/** Returns the index of the budget nearest to a number of false alarms a day. */
function nearest(aDay: number): number {
  const distance = (budget: number) => Math.abs(Math.log(budget / aDay));
  return BUDGETS.reduce((best, budget, i) => (distance(budget) < distance(BUDGETS[best]!) ? i : best), 0);
}
