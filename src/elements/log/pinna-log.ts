import { html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Detection } from '../../decisions/detection.js';
import { EXPORT_FORMAT_IDS, type ExportFormatId } from '../../formats/export-format-ids.js';
import { fieldStyles, headStyles, theme } from '../style/theme.js';
import { formatChoice, Saver } from '../saving/saver.js';
import { ListenerController } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { logStyles } from './log-styles.js';
import { isPointedAt, PaintController } from '../drawing/paint-controller.js';
import { sessionEvents, SessionRecord } from '../detections/session-record.js';

/** Number of detections kept, about one day of them; older ones are dropped. */
const KEPT = 20_000;

/**
 * Table of the sounds detected in this session, newest first. While the pointer or the focus is on the log, rows are
 * neither added nor moved.
 *
 * @slot tools - The page's own buttons, beside the one that saves the log.
 * @csspart table - The table.
 * @csspart format - The choice of file format.
 * @csspart kind - The choice of head that is shown.
 * @csspart search - The field that filters by name.
 * @csspart clear - The button that empties the log.
 * @cssproperty --pinna-log-height - Height up to which the table grows.
 * @csspart save - The button that saves the log as a file.
 */
export class PinnaLog extends ListenerView {
  static override styles = [theme, fieldStyles, headStyles, logStyles];

  /** Maximum number of rows shown. */
  @property({ type: Number }) rows = 100;

  @state() private shown: readonly Detection[] = [];
  /** Whether there are detections, even if none is shown because of the filter or while the element is off the screen. */
  @state() private hasDetections = false;
  /** Name of the head whose detections are shown; empty for all heads. */
  @state() private head = '';
  /** Text that the name of a shown sound must contain. */
  @state() private text = '';
  @state() private format: ExportFormatId = 'csv';

  readonly #session = new SessionRecord(KEPT);
  readonly #saver = new Saver(this);
  /** Whether the filter was changed; rows then change even under the pointer. */
  #refill = false;

  readonly #paint = new PaintController(
    this,
    () => {
      // Under the pointer the rows keep their places, but their contents are updated.
      if (isPointedAt(this) && !this.#refill) {
        this.shown = this.#session.detections.newestOf(this.shown);
        this.#paint.invalidate();
      } else this.shown = this.#session.detections.newest(this.rows, (detection) => this.#passes(detection));
      this.#refill = false;
    },
    () => (this.#refill ? 0 : 1000),
  );

  readonly #connection: ListenerController;

  constructor() {
    super();
    this.#connection = new ListenerController(this, {
      detection: ({ detail }) => {
        this.#session.detections.put(detail.detection);
        this.hasDetections = true;
        this.#paint.invalidate();
      },
      frames: ({ detail }) => {
        const hopSeconds = this.#connection.listener?.model?.features.hopSeconds;
        if (hopSeconds !== undefined) this.#session.addFrames(detail, hopSeconds);
      },
      statechange: ({ detail }) => detail === 'starting' && this.#clear(true),
      changed: () => this.#clear(false),
    });
  }

  /** All detections of this session, oldest first. */
  get detections(): Detection[] {
    return this.#session.detections.all;
  }

  protected override render() {
    const { strings } = this.words;
    const { logColumns } = strings;
    const { sound, kind, from, to, score } = logColumns;
    return html`
      <div class="tools">
        ${formatChoice(strings, EXPORT_FORMAT_IDS, this.format, (format) => (this.format = format))}
        <button part="save" ?disabled=${!this.hasDetections} @click=${this.#save}>${strings.save}</button>
        <button part="clear" ?disabled=${!this.hasDetections} @click=${() => this.clear()}>${strings.clear}</button>
        <slot name="tools"></slot>
        <span class="filter">
          <select part="kind" aria-label=${logColumns.kind} @change=${this.#filter}>
            <option value="">${strings.everyKind}</option>
            ${Object.entries(strings.kind).map(([head, name]) => html`<option value=${head}>${name}</option>`)}
          </select>
          <input
            part="search"
            type="search"
            aria-label=${strings.search}
            placeholder=${strings.search}
            @input=${this.#filter}
          />
        </span>
      </div>
      ${this.#saver.message(this.words)}
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

  /** Removes all detections from the log. */
  clear(): void {
    this.#session.detections.clear();
    this.hasDetections = false;
    this.#show();
  }

  readonly #filter = ({ target }: Event): void => {
    if (target instanceof HTMLSelectElement) this.head = target.value;
    else this.text = (target as HTMLInputElement).value.trim();
    this.#show();
  };

  #passes({ head, label }: Detection): boolean {
    if (this.head && head !== this.head) return false;
    const { lang } = this.words;
    return this.words.className(label).toLocaleLowerCase(lang).includes(this.text.toLocaleLowerCase(lang));
  }

  #show(): void {
    this.#refill = true;
    this.#paint.invalidate();
  }

  readonly #save = (): void => {
    const { listener } = this.#connection;
    if (!listener) return;
    const { model, status } = listener;
    const { detections, format } = this;
    const events = sessionEvents(this.#session, detections, model, status.input);
    void this.#saver.use(({ saveDetections }) => saveDetections(events, format));
  };

  #clear(starting: boolean): void {
    this.#session.reset(starting);
    this.hasDetections = false;
    this.#paint.invalidate();
  }
}
