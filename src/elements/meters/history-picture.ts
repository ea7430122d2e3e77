import { css, svg } from 'lit';
import type { HistoryRun, ScoreHistory } from './score-history.js';

/** Height of the picture in its own units. */
const HIGH = 20;

/** Scores as steps from the ground: each slot has its height, so that a single one shows too. */
function path(runs: readonly HistoryRun[]): string {
  return runs
    .map(({ from, scores }) => {
      const steps = scores.map((score) => `V${(HIGH * (1 - score)).toFixed(1)}h1`).join('');
      return `M${from} ${HIGH}${steps}V${HIGH}Z`;
    })
    .join('');
}

/** The scores of the last seconds, the newest at the right: pale what was heard, full what was claimed. */
export function historyPicture(history: ScoreHistory, label: string) {
  return svg`<svg
    class="history fill"
    part="history"
    role="img"
    aria-label=${label}
    viewBox="0 0 ${history.slots} ${HIGH}"
    preserveAspectRatio="none"
  >
    <path class="heard" d=${path(history.heard)}></path>
    <path class="claimed" d=${path(history.claims)}></path>
  </svg>`;
}

export const historyStyles = css`
  .history {
    display: block;
    inline-size: 100%;
    block-size: var(--pinna-history-height, 1.75rem);
    border-block-end: 1px solid var(--_muted);
    color: var(--_bird);
  }
  .heard {
    fill: color-mix(in srgb, currentcolor 35%, transparent);
  }
  .claimed {
    fill: currentcolor;
  }
`;
