import { css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Detection } from '../decisions/detection';
import { clockTime } from './clock-time';
import { ListenerController } from './listener-controller';
import { ListenerView } from './listener-view';
import { PaintController } from './paint-controller';
import { isPointedAt } from './pointed-at';
import { RecentDetections } from './recent-detections';
import { classWords, strings } from './strings';
import { theme } from './theme';

/** A whole day's detections stay; older ones are forgotten. */
const KEPT = 20_000;

/**
 * Table of the sounds heard in this session, newest first. It holds still under the pointer and the focus.
 *
 * @slot tools - Shown above the table, for instance buttons for export.
 * @csspart table - The table.
 */
export class PinnaLog extends ListenerView {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      .room {
        max-block-size: var(--pinna-log-height, 20rem);
        overflow: auto;
      }
      table {
        inline-size: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 0.25rem 0.5rem;
        border-block-end: 1px solid var(--_line);
        font-weight: inherit;
        text-align: start;
      }
      thead th {
        position: sticky;
        inset-block-start: 0;
        background: var(--_ground);
      }
      td.number,
      th.number {
        text-align: end;
      }
      .mark {
        display: inline-block;
        inline-size: 0.625rem;
        block-size: 0.625rem;
        margin-inline-end: 0.5rem;
        background: var(--hue);
      }
      .bird {
        --hue: var(--_bird);
      }
      .bird .mark {
        border-radius: 50%;
      }
      .genre {
        --hue: var(--_genre);
      }
      .events {
        --hue: var(--_event);
      }
      .events .mark {
        clip-path: polygon(50% 0, 100% 100%, 0 100%);
      }
    `,
  ];

  /** How many rows are shown at most. */
  @property({ type: Number }) rows = 100;

  @state() private shown: readonly Detection[] = [];

  readonly #detections = new RecentDetections(KEPT);

  readonly #paint = new PaintController(
    this,
    () => {
      if (isPointedAt(this)) this.#paint.invalidate();
      else this.shown = this.#detections.newest(this.rows);
    },
    () => 1000,
  );

  constructor() {
    super();
    new ListenerController(this, {
      detection: ({ detail }) => {
        this.#detections.put(detail.detection);
        this.#paint.invalidate();
      },
      statechange: ({ detail }) => detail === 'starting' && this.#clear(),
      changed: () => this.#clear(),
    });
  }

  /** Every detection of this session, oldest first. */
  get detections(): Detection[] {
    return this.#detections.all;
  }

  protected override render() {
    const { sound, kind, from, to, score } = strings.logColumns;
    return html`
      <slot name="tools"></slot>
      <div class="room" tabindex="0" role="region" aria-label=${strings.logTitle}>
        <table part="table">
          <caption class="visually-hidden">
            ${strings.logTitle}
          </caption>
          <thead class="small muted">
            <tr>
              <th scope="col">${sound}</th>
              <th scope="col">${kind}</th>
              <th scope="col" class="number">${from}</th>
              <th scope="col" class="number">${to}</th>
              <th scope="col" class="number">${score}</th>
            </tr>
          </thead>
          <tbody>
            ${repeat(
              this.shown,
              ({ id }) => id,
              (detection) => this.#row(detection),
            )}
          </tbody>
        </table>
        ${this.shown.length === 0 ? html`<p class="muted">${strings.logEmpty}</p>` : ''}
      </div>
    `;
  }

  #row({ head, label, onset, offset, confidence }: Detection) {
    return html`
      <tr class=${head}>
        <th scope="row"><span class="mark fill" aria-hidden="true"></span>${classWords(label)}</th>
        <td>${strings.kind[head] ?? head}</td>
        <td class="number">${clockTime(onset)}</td>
        <td class="number">${offset === null ? strings.ongoing : clockTime(offset)}</td>
        <td class="number">${strings.score(confidence)}</td>
      </tr>
    `;
  }

  #clear(): void {
    this.#detections.clear();
    this.#paint.invalidate();
  }
}
