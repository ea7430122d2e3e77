import { html, svg } from 'lit';
import type { ThoroughReport } from '../../teach/learning/thorough-report.js';
import type { Words } from '../words/words.js';

/** Renders the button that learns a sound thoroughly. */
export function thoroughButton(words: Words, label: string, learn: () => void) {
  const { thorough } = words.strings.teach;
  return html`<div class="row">
    <button aria-label=${thorough.buttonNamed(label)} @click=${learn}>${thorough.button}</button>
    <span class="small muted">${thorough.what}</span>
  </div>`;
}

/**
 * Renders what thorough learning brought: the figures with the frozen network and with the trained layer, and both curves of the loss.
 * @param examples number of examples of the sound
 */
export function thoroughResult(words: Words, report: ThoroughReport, examples: number) {
  const { thorough } = words.strings.teach;
  const { frozen, trained, error, isKept, steps, learning, leftOut } = report;
  const number = (value: number) => words.number(value, 3);
  return html`<p class="small">
      ${isKept ? thorough.kept : thorough.notKept}
      ${thorough.curves(words.count(steps), number(leftOut[0]!), number(leftOut[steps]!))}
    </p>
    <div class="table">
      <table class="small">
        <thead>
          <tr>
            <td></td>
            <th scope="col">${thorough.found}</th>
            <th scope="col">${thorough.loss}</th>
          </tr>
        </thead>
        ${(
          [
            [thorough.frozen, frozen],
            [thorough.trained, trained],
          ] as const
        ).map(
          ([name, { found, loss }]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${words.number(found)} / ${words.number(examples)}</td>
              <td>${number(loss)}</td>
            </tr>`,
        )}
      </table>
    </div>
    <p class="small muted">${thorough.error(number(error))}</p>
    ${curves(learning, leftOut, steps)}
    <p class="small muted">${thorough.legend}</p>`;
}

/** Draws the loss on what was learnt from, dashed, and on what was left out, with a line at the chosen step. */
function curves(learning: readonly number[], leftOut: readonly number[], steps: number) {
  const most = Math.max(...learning, ...leftOut);
  const last = Math.max(1, leftOut.length - 1);
  const points = (losses: readonly number[]) =>
    losses.map((loss, i) => `${(100 * i) / last},${40 - (38 * loss) / most}`).join(' ');
  const x = (100 * steps) / last;
  return html`<svg class="losses" viewBox="0 0 100 40" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<g fill="none" stroke="currentColor" stroke-width="1.5">
      <polyline points=${points(learning)} stroke-dasharray="4 3" vector-effect="non-scaling-stroke" />
      <polyline points=${points(leftOut)} vector-effect="non-scaling-stroke" />
      <line x1=${x} x2=${x} y1="0" y2="40" stroke-width="0.75" vector-effect="non-scaling-stroke" />
    </g>`}
  </svg>`;
}
