import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Detection } from '../../decisions/detection.js';
import type { Bar, Lane } from '../detections/lanes.js';
import { ownStyle } from '../style/own-style.js';
import type { Words } from '../words/words.js';

export interface LaneOptions {
  readonly words: Words;
  /** The ids of those that are selected. */
  readonly chosen: ReadonlySet<number>;
  /** The bar that Tab goes to. */
  readonly tabStop: Bar | undefined;
  readonly onPress: (detection: Detection, event: MouseEvent) => void;
  readonly onFocus: (detection: Detection) => void;
}

/** A lane of a timeline: each detection is a button, whose first child is its label. */
export function timelineLane({ head, bars }: Lane, options: LaneOptions) {
  return html`<ul class="lane" aria-label=${options.words.strings.head[head]}>
    ${repeat(
      bars,
      ({ detection }) => detection.id,
      (bar) => timelineBar(bar, options),
    )}
  </ul>`;
}

function timelineBar(bar: Bar, options: LaneOptions) {
  const { detection } = bar;
  const { id, head, label, onset, offset, confidence } = detection;
  const { words, chosen, tabStop, onPress, onFocus } = options;
  return html`<li>
    <button
      class="bar fill ${head}"
      part="bar ${chosen.has(id) ? 'selected' : ''}"
      ${ownStyle({ '--sure': confidence })}
      data-id=${id}
      tabindex=${bar === tabStop ? 0 : -1}
      aria-pressed=${chosen.has(id)}
      @click=${(event: MouseEvent) => onPress(detection, event)}
      @focus=${() => onFocus(detection)}
    >
      <span class="label" dir="auto">${words.className(label)}</span>
      <span class="visually-hidden">${words.span(onset, offset)}, ${words.percent(confidence)}</span>
    </button>
  </li>`;
}
