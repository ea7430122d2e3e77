import { html } from 'lit';
import type { Lane } from './lanes.js';

/** The rows under a moving or a still picture: each lane's name and its line. The bars lie over them. */
export function laneRows(lanes: readonly Lane[], nameOf: (lane: Lane, at: number) => string) {
  return html`<div class="axis"></div>
    ${lanes.map(
      (lane, at) =>
        html`<div class="row" part="lane ${lane.head}">
          <div class="name muted" aria-hidden="true">${nameOf(lane, at)}</div>
        </div>`,
    )}`;
}
