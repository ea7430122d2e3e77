import { html, nothing } from 'lit';
import { BREAKAGES, type Breakage } from '../../inside/breakages.js';
import type { Words } from '../words/words.js';
import type { ComparedScore } from './compared-scores.js';
import type { NetworkStrings } from '../words/network/network-strings.js';

/** Difference of two scores from which on they count as different. */
const DIFFERENT = 0.02;

/** Renders the switches of the faults, and the scores of both networks. @param toggle receives a fault to add or to remove */
export function faultView(
  faults: ReadonlySet<Breakage>,
  scores: readonly ComparedScore[],
  toggle: (fault: Breakage) => void,
  words: Words,
  texts: NetworkStrings,
) {
  return html`<section class="faults">
    <h3>${texts.broken}</h3>
    <p class="small muted">${texts.brokenHelp}</p>
    ${BREAKAGES.map(
      (fault) =>
        html`<label>
          <input type="checkbox" name=${fault} .checked=${faults.has(fault)} @change=${() => toggle(fault)} />
          <span>${texts.fault[fault]}</span>
          <span class="see small muted">${texts.see[fault]}</span>
        </label>`,
    )}
    ${
      scores.length === 0
        ? nothing
        : html`<h4>${texts.compare}</h4>
            <table>
              <tr class="small muted">
                <th scope="col">${texts.sound}</th>
                <th scope="col">${texts.whole}</th>
                <th scope="col">${texts.shown}</th>
              </tr>
              ${scores.map(
                ({ label, whole, shown }) =>
                  html`<tr>
                    <th scope="row">${words.className(label)}</th>
                    <td class="number">${words.percent(whole)}</td>
                    <td class="number ${Math.abs(whole - shown) > DIFFERENT ? 'differs' : ''}">
                      ${words.percent(shown)}
                    </td>
                  </tr>`,
              )}
            </table>
            ${faults.size === 0 ? html`<p class="small muted">${texts.same}</p>` : nothing}`
    }
  </section>`;
}
