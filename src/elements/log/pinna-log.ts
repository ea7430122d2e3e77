import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { EXPORT_FORMAT_IDS, type ExportFormatId } from '../../formats/export-format-ids.js';
import { endOf, isOngoing, type LogEntry } from '../../log/log-entry.js';
import { aboutLinks, classLink, classLinkStyles } from '../detections/class-link.js';
import { fieldStyles, headStyles, theme } from '../style/theme.js';
import { excerptStyles } from '../saving/excerpt-styles.js';
import { ExcerptTools } from '../saving/excerpt-tools.js';
import { formatChoice, Saver } from '../saving/saver.js';
import type { WantedSound } from '../saving/wanted-sound.js';
import { ListenerController } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { LogClearing } from './log-clearing.js';
import { entryLists, wholeList } from './log-lists.js';
import { logNotices, sessionChoice, sessionName, storedAmount } from './log-sessions.js';
import { logStyles } from './log-styles.js';
import { OpenedLog } from './opened-log.js';
import { isPointedAt, PaintController } from '../drawing/paint-controller.js';

/** Number of columns of the table. */
const COLUMNS = 5;

/**
 * Table of the detected sounds with their wall-clock times, newest first. For a played file, times are those in the file. While
 * the pointer or the focus is on the log, rows are neither added nor moved.
 *
 * The log survives Stop, Start and moves of the element. With `remember`, it is also stored on this device, one session for each
 * day, and survives a reload. Then days can be opened, searched, saved and deleted. If the listener has `keep-seconds`, a press
 * on a sound plays it, and offers to save and share it.
 *
 * @slot tools - The page's own buttons, beside the one that saves the log.
 * @csspart session - The choice of the day.
 * @csspart table - The table.
 * @csspart format - The choice of file format.
 * @csspart kind - The choice of head that is shown.
 * @csspart search - The field that filters by name.
 * @csspart clear - The button that deletes the opened day. It asks first.
 * @csspart delete - The button that confirms the deletion.
 * @csspart keep - The button that cancels the deletion.
 * @csspart undo - The button that brings back what was deleted.
 * @csspart sound - A sound that can be played.
 * @csspart class - The link to the description of a class, with `class-page`.
 * @csspart button - A button of a sound; also named `hear`, `save-sound` or `share`.
 * @csspart voices - The switch that keeps voices in saved sound.
 * @csspart more - The button that shows earlier rows.
 * @csspart stored - What is stored on this device.
 * @csspart notice - What the user should know about the storage.
 * @cssproperty --pinna-log-height - Height up to which the table grows.
 * @csspart save - The button that saves the opened day as a file.
 */
export class PinnaLog extends ListenerView {
  static override styles = [theme, fieldStyles, headStyles, classLinkStyles, excerptStyles, logStyles];

  /** Maximum number of rows shown at first. */
  @property({ type: Number }) rows = 100;
  /**
   * Name under which the log is stored on this device (IndexedDB), so that it survives a reload. Pages of one origin that use the
   * same name share the log. Without a name, the default, nothing is stored: the log lasts as long as the element.
   */
  @property() remember = '';
  /**
   * Address of a page that describes the classes. Each name is then a link to the fragment with the name of its class, which opens in
   * a new tab; of a sound that can be played, the link is beside its buttons. Default: none.
   */
  @property({ attribute: 'class-page' }) classPage?: string | undefined;

  @state() private shown: readonly LogEntry[] = [];
  /** Name of the head whose detections are shown; empty for all heads. */
  @state() private head = '';
  /** Text that the name of a shown sound must contain. */
  @state() private text = '';
  @state() private format: ExportFormatId = 'csv';
  /** Number of rows shown beside the first ones. */
  @state() private moreRows = 0;
  /** Id of the entry whose sound was chosen last. */
  @state() private chosen: string | undefined;

  readonly #log = new OpenedLog(this, { name: () => this.remember, onEntries: () => this.#paint.invalidate() });
  readonly #clearing = new LogClearing(this, this.#log, () => this.#show());
  readonly #saver = new Saver(this);
  readonly #excerpts = new ExcerptTools(this);
  /** Whether the filter was changed; rows then change even under the pointer. */
  #refill = false;

  readonly #paint = new PaintController(
    this,
    () => {
      // Under the pointer the rows keep their places, but their contents are updated.
      if (isPointedAt(this) && !this.#refill) {
        this.shown = this.#log.newestOf(this.shown);
        this.#paint.invalidate();
      } else {
        const passing = this.#log.entries.filter((entry) => this.#passes(entry));
        this.shown = passing.slice(-this.rows - this.moreRows).reverse();
      }
      this.#refill = false;
    },
    () => (this.#refill ? 0 : 1000),
  );

  readonly #connection = new ListenerController(this, {
    changed: (listener) => {
      this.#log.follow(listener);
      this.#paint.invalidate();
    },
    statechange: () => this.requestUpdate(),
  });

  /** All entries of the opened day, oldest first. Without `remember`, those of all days. */
  get entries(): LogEntry[] {
    return this.#log.entries;
  }

  /** Sounds of the present listening session that are on the log and have ended, with their times on the listener's clock, seconds. */
  get sessionSounds(): WantedSound[] {
    return this.entries.flatMap((entry) => {
      const sound = this.#log.spanOf(entry);
      return sound && sound.offset !== null ? [sound] : [];
    });
  }

  /** Deletes the opened day, without asking. The user can bring it back. */
  clear(): Promise<void> {
    return this.#clearing.clear();
  }

  protected override render() {
    const { words } = this;
    const { strings } = words;
    const { logColumns } = strings;
    const isEmpty = this.#log.size === 0;
    const name = sessionName(words, this.#log.session);
    return html`
      <div class="tools">
        ${sessionChoice(words, this.#log, (session) => this.#open(session))}
        ${formatChoice(strings, EXPORT_FORMAT_IDS, this.format, (format) => (this.format = format))}
        <button part="save" ?disabled=${isEmpty} @click=${this.#save}>${strings.save}</button>
        <button part="clear" class="clear" ?disabled=${isEmpty} @click=${() => this.#clearing.ask()}>
          ${strings.clear}
        </button>
        <slot name="tools"></slot>
        <span class="filter">
          <select part="kind" aria-label=${logColumns.kind} @change=${this.#filter}>
            <option value="">${strings.everyKind}</option>
            ${Object.entries(strings.kind).map(([head, kind]) => html`<option value=${head}>${kind}</option>`)}
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
      ${this.#clearing.render(words, name)} ${logNotices(words, this.#log.status)} ${this.#saver.message(words)}
      ${this.#excerpts.message(words)}
      <div class="room" tabindex="0" role="region" aria-label=${strings.logTitle}>${this.#table()}</div>
      ${storedAmount(words, this.#log.status)}
    `;
  }

  #table() {
    const { strings } = this.words;
    const { sound, kind, from, to, score } = strings.logColumns;
    const hasMore = this.shown.length === this.rows + this.moreRows && this.#log.size > this.shown.length;
    return html`
      <table part="table">
        <caption class="visually-hidden">
          ${strings.logTitle}
        </caption>
        <thead class="small muted">
          <tr>
            <th scope="col">${sound}</th>
            <th scope="col" class="less">${kind}</th>
            <th scope="col" class="number">${from}</th>
            <th scope="col" class="number">${to}</th>
            <th scope="col" class="number less">${score}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            this.shown,
            ({ id }) => id,
            (entry) => this.#row(entry),
          )}
        </tbody>
      </table>
      ${this.shown.length === 0 ? html`<p class="muted">${strings.logEmpty}</p>` : nothing}
      ${hasMore ? html`<button part="more" @click=${() => this.#showMore()}>${strings.log.more}</button>` : nothing}
    `;
  }

  #row(entry: LogEntry) {
    const { words } = this;
    const { id, head, label, onset, inFile, confidence } = entry;
    const { listener } = this.#connection;
    const sound = this.#excerpts.keeps(listener) ? this.#log.spanOf(entry) : undefined;
    const familyName = words.familyName(entry);
    const family = familyName === undefined ? nothing : html`<span class="muted"> · ${familyName}</span>`;
    const file =
      inFile === undefined || entry.input === '' ? nothing : html`<span class="muted"> · ${entry.input}</span>`;
    const name = html`<span class="mark fill" aria-hidden="true"></span>${words.className(label)}${family}${file}`;
    const linked = classLink(words, this.classPage, entry, name);
    const kinds: Readonly<Record<string, string>> = words.strings.kind;
    const isChosen = sound !== undefined && this.chosen === id;
    const time = (at: number) =>
      inFile === undefined ? words.timeOfDay(at) : words.clock(inFile + (at - onset) / 1000);
    return html`
      <tr class=${head}>
        <th scope="row">${sound ? this.#soundButton(entry, name, isChosen) : linked}</th>
        <td class="less">${kinds[head] ?? words.className(head)}</td>
        <td class="number">${time(onset)}</td>
        <td class="number">${isOngoing(entry, Date.now()) ? words.strings.ongoing : time(endOf(entry))}</td>
        <td class="number less">${words.percent(confidence)}</td>
      </tr>
      ${
        isChosen
          ? html`<tr class="excerpt">
              <td colspan=${COLUMNS}>
                <div class="tools" role="group" aria-label=${words.strings.log.toolsOf(words.className(label))}>
                  ${this.#excerpts.render(words, listener, [sound])} ${aboutLinks(words, this.classPage, [entry])}
                  <span class="small" role="status">${this.#excerpts.outcome(words)}</span>
                </div>
              </td>
            </tr>`
          : nothing
      }
    `;
  }

  #soundButton(entry: LogEntry, name: TemplateResult, isChosen: boolean) {
    return html`<button
      part="sound"
      class="sound"
      aria-expanded=${isChosen ? 'true' : 'false'}
      @click=${() => this.#choose(entry)}
    >
      ${name}
    </button>`;
  }

  #choose(entry: LogEntry): void {
    this.#excerpts.reset();
    const sound = this.#log.spanOf(entry);
    const isChosen = this.chosen === entry.id;
    this.chosen = isChosen ? undefined : entry.id;
    if (sound && !isChosen) void this.#excerpts.play(this.#connection.listener, sound);
  }

  #open(session: string): void {
    this.moreRows = 0;
    this.#log.open(session);
    this.#show();
  }

  readonly #filter = ({ target }: Event): void => {
    if (target instanceof HTMLSelectElement) this.head = target.value;
    else this.text = (target as HTMLInputElement).value.trim();
    this.#show();
  };

  #passes({ head, label, families }: LogEntry): boolean {
    if (this.head && head !== this.head) return false;
    const { lang } = this.words;
    const text = this.text.toLocaleLowerCase(lang);
    return [label, ...families].some((name) => this.words.className(name).toLocaleLowerCase(lang).includes(text));
  }

  #showMore(): void {
    this.moreRows += this.rows;
    this.#show();
  }

  #show(): void {
    this.#refill = true;
    this.#paint.invalidate();
  }

  readonly #save = (): void => {
    const { entries } = this.#log;
    const { format, words } = this;
    const nameOf = (label: string) => words.className(label);
    void this.#saver.use(({ saveLists }) => saveLists(entryLists(entries, nameOf), format, wholeList(entries, nameOf)));
  };
}
