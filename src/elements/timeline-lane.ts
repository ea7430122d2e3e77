import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Detection } from '../decisions/detection';
import { LABEL } from './bar-layout';
import type { Bar, Lane } from './lanes';
import { ownStyle } from './own-style';
import type { Words } from './words';

/** A label needs this share of the picture's width before the next bar. */
const LABEL_ROOM = 0.05;

export interface LaneOptions {
  readonly words: Words;
  /** Length of the picture, seconds. */
  readonly span: number;
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
      (bar, at) => timelineBar(bar, bars[at - 1], options),
    )}
  </ul>`;
}

function timelineBar(bar: Bar, before: Bar | undefined, options: LaneOptions) {
  const { detection, until } = bar;
  const { id, head, label, onset, offset, confidence } = detection;
  const { words, span, chosen, tabStop, onPress, onFocus } = options;
  // There must be room for a label before the bar: it grows out of it.
  const growing = until === Infinity && onset - (before?.detection.offset ?? 0) > LABEL * span;
  const cramped = until - onset < LABEL_ROOM * span;
  return html`<li>
    <button
      class="bar fill ${head} ${growing ? 'growing' : ''}"
      part="bar ${chosen.has(id) ? 'selected' : ''}"
      ${ownStyle({ '--sure': confidence })}
      data-id=${id}
      tabindex=${bar === tabStop ? 0 : -1}
      aria-pressed=${chosen.has(id)}
      @click=${(event: MouseEvent) => onPress(detection, event)}
      @focus=${() => onFocus(detection)}
    >
      <span class=${cramped ? 'visually-hidden' : 'label'}>${words.className(label)}</span>
      <span class="visually-hidden">${words.span(onset, offset)}, ${words.percent(confidence)}</span>
    </button>
  </li>`;
}
