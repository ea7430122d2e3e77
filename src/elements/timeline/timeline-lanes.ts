import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Detection } from '../../decisions/detection.js';
import type { Gap } from '../../listener/listener-events.js';
import type { Bar, Lane } from '../detections/lanes.js';
import { ownStyle } from '../style/own-style.js';
import type { TimeScale } from '../time/time-scale.js';
import type { Words } from '../words/words.js';

/** Renders the rows under a picture: the name and baseline of each lane. The bars lie over them. */
export function laneRows(lanes: readonly Lane[], nameOf: (lane: Lane, at: number) => string) {
  return html`<div class="axis"></div>
    ${lanes.map(
      (lane, at) =>
        html`<div class="row" part="lane ${lane.head}">
          <div class="name muted" aria-hidden="true">${nameOf(lane, at)}</div>
        </div>`,
    )}`;
}

export interface LaneOptions {
  readonly words: Words;
  /** The ids of the selected detections. */
  readonly chosen: ReadonlySet<number>;
  /** The bar that Tab moves to. */
  readonly tabStop: Bar | undefined;
  readonly onPress: (detection: Detection, event: MouseEvent) => void;
  readonly onFocus: (detection: Detection) => void;
}

/** Renders a lane of a timeline. Each detection is a button whose first child is its label. */
export function timelineLane({ head, bars }: Lane, options: LaneOptions) {
  return html`<ul class="lane" aria-label=${options.words.strings.head[head]}>
    ${repeat(
      bars,
      ({ detection }) => detection.id,
      (bar) => timelineBar(bar, head, options),
    )}
  </ul>`;
}

function timelineBar(bar: Bar, head: Lane['head'], options: LaneOptions) {
  const { detection } = bar;
  const { id, label, onset, offset, confidence } = detection;
  const { words, chosen, tabStop, onPress, onFocus } = options;
  const family = words.familyName(detection);
  return html`<li>
    <button
      class="bar fill ${detection.head === 'taught' ? 'taught' : head}"
      part="bar ${chosen.has(id) ? 'selected' : ''}"
      ${ownStyle({ '--sure': confidence })}
      data-id=${id}
      title=${family === undefined ? nothing : words.soundName(detection)}
      tabindex=${bar === tabStop ? 0 : -1}
      aria-pressed=${chosen.has(id)}
      @click=${(event: MouseEvent) => onPress(detection, event)}
      @focus=${() => onFocus(detection)}
    >
      <span class="label" dir="auto">${words.className(label)}</span>
      <span class="visually-hidden"
        >${family === undefined ? '' : `${family}, `}${words.span(onset, offset)}, ${words.percent(confidence)}</span
      >
    </button>
  </li>`;
}

/**
 * Renders the gaps in a moving picture.
 *
 * @param ahead distance beyond its right edge to include, seconds
 */
export function timelineGaps(words: Words, gaps: readonly Gap[], scale: TimeScale, ahead: number) {
  const [left, right] = [scale.end - scale.span, scale.end + ahead];
  return gaps
    .filter(({ from, to }) => from < right && to > left)
    .map(({ from, to }) => {
      const [start, end] = [Math.max(from, left), Math.min(to, right)];
      return html`<div
        class="gap"
        part="gap"
        role="img"
        aria-label=${words.strings.gap(words.span(from, to))}
        ${ownStyle({ left: scale.left(start), width: scale.width(end - start) })}
      ></div>`;
    });
}
