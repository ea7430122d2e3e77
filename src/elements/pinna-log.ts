import { html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Detection } from '../decisions/detection';
import { exportFormats } from './export-formats';
import { ListenerController } from './listener-controller';
import { ListenerView } from './listener-view';
import { logStyles } from './log-styles';
import { PaintController } from './paint-controller';
import { isPointedAt } from './pointed-at';
import { RecentDetections } from './recent-detections';
import { saveFile } from './save-file';
import { theme } from './theme';

/** A whole day's detections stay; older ones are forgotten. */
const KEPT = 20_000;

/**
 * Table of the sounds heard in this session, newest first. Under the pointer and the focus no row
 * comes or moves.
 *
 * @slot tools - The page's own buttons, beside those that save the log.
 * @csspart table - The table.
 * @csspart save - A button that saves the log as a file.
 */
export class PinnaLog extends ListenerView {
  static override styles = [theme, logStyles];

  /** How many rows are shown at most. */
  @property({ type: Number }) rows = 100;

  @state() private shown: readonly Detection[] = [];

  readonly #detections = new RecentDetections(KEPT);

  readonly #paint = new PaintController(
    this,
    () => {
      // Under the pointer the rows keep their places; what they say stays true.
      if (isPointedAt(this)) {
        this.shown = this.#detections.newestOf(this.shown);
        this.#paint.invalidate();
      } else this.shown = this.#detections.newest(this.rows);
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
    const { strings } = this.words;
    const { sound, kind, from, to, score } = strings.logColumns;
    return html`
      <div class="tools">
        ${exportFormats.map(
          ({ name, fileName, type, write }) =>
            html`<button
              part="save"
              ?disabled=${this.shown.length === 0}
              @click=${() => saveFile(fileName, type, write(this.detections))}
            >
              ${strings.saveAs(name)}
            </button>`,
        )}
        <slot name="tools"></slot>
      </div>
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
    const { words } = this;
    const kinds: Readonly<Record<string, string>> = words.strings.kind;
    return html`
      <tr class=${head}>
        <th scope="row"><span class="mark fill" aria-hidden="true"></span>${words.className(label)}</th>
        <td>${kinds[head] ?? words.className(head)}</td>
        <td class="number">${words.clock(onset)}</td>
        <td class="number">${offset === null ? words.strings.ongoing : words.clock(offset)}</td>
        <td class="number">${words.percent(confidence)}</td>
      </tr>
    `;
  }

  #clear(): void {
    this.#detections.clear();
    this.#paint.invalidate();
  }
}
