import { html, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Detection } from '../decisions/detection';
import { elementEvent } from './element-events';
import { Lanes, type Bar, type Lane } from './lanes';
import { ListenerController } from './listener-controller';
import { ListenerView } from './listener-view';
import { neighbour } from './neighbour';
import { ownStyle } from './own-style';
import { PaintController } from './paint-controller';
import { RecentDetections } from './recent-detections';
import { motionInterval } from './reduced-motion';
import { Scrubber } from './scrubber';
import { SelectionTools } from './selection-tools';
import { SessionRecord } from './session-record';
import { theme } from './theme';
import { tickStep } from './tick-step';
import { KEPT } from './time-view';
import { TimeWindow } from './time-window';
import { timelineStyles } from './timeline-styles';

/** A label needs this share of the picture's width before the next bar. */
const LABEL_ROOM = 0.05;
/** A bar that has only begun needs this share before it. */
const BEFORE = 0.1;
/** The bars are laid out anew after this long, seconds; in between they are only shifted. */
const LAYOUT = 1;
/** By this much a button zooms. */
const ZOOM = 1.5;

/**
 * What was heard when, on the spectrogram's time axis: lanes for bird, music with its genre, and other sounds; each
 * detection is a bar from onset to offset, the surer the fuller. Drag it to go back over the last five minutes; the arrow
 * keys go from bar to bar, + and − (or Ctrl with the wheel) zoom, Enter selects, with Shift several. What is selected can
 * be saved, and where the listener has `keep-seconds`, heard again and saved as sound.
 *
 * @event {CustomEvent<readonly Detection[]>} pinna-select - What is selected has changed.
 * @slot tools - The page's own buttons, beside the timeline's.
 * @csspart axis - The row of times.
 * @csspart lane - A lane; also `bird`, `genre` or `events`.
 * @csspart bar - A detection; also `selected`.
 * @csspart tools - The row of buttons.
 * @csspart button - A button; also `hear`, `save-sound` or `save`.
 * @csspart format - The choice of file format.
 * @cssproperty --pinna-gutter - Width of the lane names; give the spectrogram the same.
 */
export class PinnaTimeline extends ListenerView {
  static override styles = [theme, timelineStyles];

  /** Length of the picture, seconds. */
  @property({ type: Number }) seconds = 20;
  /** Number of lanes for sounds other than birds and music. */
  @property({ type: Number }) lanes = 6;

  @state() private chosen: ReadonlySet<number> = new Set();
  /** The bar that Tab goes to. */
  @state() private current: number | undefined;
  @query('.track') private track!: HTMLElement;
  @query('.window') private window!: HTMLElement;

  readonly #time = new TimeWindow(
    () => this.seconds,
    () => this.#layOutAgain(),
  );
  readonly #scrubber = new Scrubber(
    this.#time,
    () => this.seconds,
    () => this.window.clientWidth,
  );
  readonly #detections = new RecentDetections(1000);
  readonly #session = new SessionRecord();
  readonly #selection = new SelectionTools(this, this.#session);
  #arrangement = new Lanes(this.lanes);
  #shown: Lane[] = [];
  /** The moment at the right edge of the present layout, seconds. */
  #base = -Infinity;

  readonly #paint = new PaintController(
    this,
    (now) => this.#move(now),
    () => (this.#time.view.held === undefined ? motionInterval() : 0),
  );

  readonly #connection = new ListenerController(this, {
    frames: ({ detail, timeStamp }) => {
      const hop = this.#connection.listener?.model?.hopSeconds ?? 0.02;
      const length = detail.frames * hop;
      this.#session.hear(detail, hop);
      this.#time.arrive(detail.time, length, timeStamp);
      this.#paint.invalidate();
    },
    detection: ({ detail }) => {
      this.#detections.put(detail.detection);
      this.#layOutAgain();
    },
    statechange: ({ detail }) => detail === 'starting' && this.#clear(true),
    changed: (listener) => {
      this.#time.follow(listener);
      this.#clear(false);
    },
  });

  /** The detections that are selected, in order of onset. */
  get selected(): Detection[] {
    return this.#byOnset.filter(({ id }) => this.chosen.has(id));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lanes')) this.#arrangement = new Lanes(this.lanes);
    this.#detections.forgetBefore(this.#time.newest - KEPT);
    const [from, to] = [this.#base - this.#time.span, this.#base + LAYOUT];
    const inside = this.#byOnset.filter(({ onset, offset }) => onset <= to && (offset ?? Infinity) >= from);
    this.#shown = this.#arrangement.arrange(inside);
  }

  protected override render() {
    const { strings } = this.words;
    const bars = this.#shown.flatMap((lane) => lane.bars);
    const tabStop = bars.find(({ detection }) => detection.id === this.current) ?? bars.at(-1);
    return html`
      <div class="rows">
        <div class="axis"></div>
        ${this.#shown.map(({ head }, at) => {
          // The lanes for other sounds share one name: each bar has its own.
          const name = at < 3 ? strings.head[head] : '';
          return html`<div class="row" part="lane ${head}">
            <div class="name muted" aria-hidden="true">${name}</div>
          </div>`;
        })}
        <div
          class="window"
          role="group"
          aria-label=${strings.timeline}
          @pointerdown=${this.#scrubber.down}
          @pointermove=${this.#scrubber.drag}
          @pointerup=${this.#scrubber.up}
          @pointercancel=${this.#scrubber.up}
          @wheel=${this.#scrubber.wheel}
          @keydown=${this.#key}
        >
          <div class="track">
            <div class="times number muted" part="axis" aria-hidden="true">${this.#ticks()}</div>
            ${this.#shown.map((lane) => this.#lane(lane, tabStop))}
          </div>
        </div>
      </div>
      ${this.#tools()}
    `;
  }

  protected override updated(): void {
    this.track.style.transform = '';
    this.#bars.forEach(([bar, element]) => this.#place(bar, element, this.#base));
  }

  #tools() {
    const { words } = this;
    const { strings } = words;
    const count = words.count(this.chosen.size);
    const held = this.#time.view.held !== undefined;
    const zoom = (factor: number, label: string, sign: string) =>
      html`<button part="button" class="sign" aria-label=${label} @click=${() => this.#scrubber.zoom(factor)}>
        ${sign}
      </button>`;
    return html`
      <div class="tools" part="tools">
        ${zoom(1 / ZOOM, strings.zoomOut, '−')} ${zoom(ZOOM, strings.zoomIn, '+')}
        <button part="button" class="live ${held ? '' : 'none'}" @click=${() => this.#scrubber.toggle()}>
          ${strings.backToLive}
        </button>
        <slot name="tools"></slot>
        ${this.#selection.render({ strings, count }, this.selected, this.#connection.listener, () => this.#choose(new Set()))}
      </div>
    `;
  }

  #ticks() {
    if (this.#base === -Infinity) return [];
    const { span } = this.#time;
    const step = tickStep(span);
    const last = Math.floor((this.#base + LAYOUT) / step) * step;
    return Array.from({ length: Math.floor(span / step) + 1 }, (_, i) => last - i * step)
      .filter((time) => time >= 0)
      .map(
        (time) =>
          html`<span class="tick" ${ownStyle({ left: `${this.#left(time)}%` })}>${this.words.clock(time)}</span>`,
      );
  }

  #lane({ head, bars }: Lane, tabStop: Bar | undefined) {
    return html`<ul class="lane" aria-label=${this.words.strings.head[head]}>
      ${repeat(
        bars,
        ({ detection }) => detection.id,
        (bar, at) => this.#bar(bar, bars[at - 1], bar === tabStop),
      )}
    </ul>`;
  }

  #bar({ detection, until }: Bar, before: Bar | undefined, isTabStop: boolean) {
    const { id, head, label, onset, offset, confidence } = detection;
    const { span } = this.#time;
    // There must be room for a label before the bar: it grows out of it.
    const growing = offset === null && until === Infinity && onset - (before?.detection.offset ?? 0) > BEFORE * span;
    const cramped = until - onset < LABEL_ROOM * span;
    const chosen = this.chosen.has(id);
    return html`<li>
      <button
        class="bar fill ${head} ${growing ? 'growing' : ''}"
        part="bar ${chosen ? 'selected' : ''}"
        ${ownStyle({ '--sure': confidence })}
        data-id=${id}
        tabindex=${isTabStop ? 0 : -1}
        aria-pressed=${chosen}
        @click=${(event: MouseEvent) => this.#press(detection, event)}
        @focus=${() => (this.current = id)}
      >
        <span class=${cramped ? 'visually-hidden' : 'label'}>${this.words.className(label)}</span>
        <span class="visually-hidden">${this.words.span(onset, offset)}, ${this.words.percent(confidence)}</span>
      </button>
    </li>`;
  }

  get #byOnset(): Detection[] {
    return this.#detections.all.sort((a, b) => a.onset - b.onset);
  }

  #press(detection: Detection, { shiftKey, ctrlKey, metaKey }: MouseEvent): void {
    const { id } = detection;
    const several = shiftKey || ctrlKey || metaKey;
    const others = several ? [...this.chosen].filter((each) => each !== id) : [];
    this.#choose(new Set(this.chosen.has(id) && (several || this.chosen.size === 1) ? others : [...others, id]));
    if (this.chosen.has(id)) void this.#selection.hear(this.#connection.listener, detection);
  }

  #choose(chosen: ReadonlySet<number>): void {
    this.chosen = chosen;
    this.#selection.reset();
    this.dispatchEvent(elementEvent('pinna-select', this.selected));
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.chosen.size > 0) {
      event.preventDefault();
      this.#choose(new Set());
      return;
    }
    const bars = this.#shown.map(({ bars: inLane }) => inLane.map(({ detection }) => detection));
    const all = this.#byOnset;
    const from = all.find(({ id }) => id === this.current);
    const next = from && neighbour(event.key, from, all, bars);
    if (next) {
      event.preventDefault();
      void this.#goTo(next);
      // Enter and Space press the bar; the rest is the scrubber's.
    } else if (event.key !== ' ' && !event.key.startsWith('Arrow')) this.#scrubber.key(event);
  };

  async #goTo({ id, onset }: Detection): Promise<void> {
    const { span } = this.#time;
    const edge = this.#time.edge(performance.now());
    this.current = id;
    if (onset >= edge || onset < edge - span) this.#time.view.hold(onset + span / 2, this.#time.range);
    this.#base = this.#time.edge(performance.now());
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-id='${id}']`)?.focus();
  }

  #clear(starting: boolean): void {
    this.#session.reset(starting);
    this.#time.reset();
    this.#detections.clear();
    if (this.chosen.size > 0) this.#choose(new Set());
    this.current = undefined;
    this.#layOutAgain();
  }

  #layOutAgain(): void {
    this.#base = -Infinity;
    this.#paint.invalidate();
  }

  #move(now: number): void {
    const edge = this.#time.edge(now);
    const { span } = this.#time;
    // What has the focus does not leave the picture.
    const focused = this.renderRoot.querySelector<HTMLElement>('.bar:focus')?.dataset.id;
    const { offset } = this.#byOnset.find(({ id }) => String(id) === focused) ?? { offset: null };
    if (offset !== null && offset < edge - 0.9 * span) this.#time.view.pause(edge);
    if (!Number.isFinite(edge) || edge < this.#base || edge - this.#base >= LAYOUT) {
      this.#base = edge;
      this.requestUpdate();
    } else {
      this.track.style.transform = `translateX(${(-100 * (edge - this.#base)) / span}%)`;
      for (const [bar, element] of this.#bars) {
        const { onset, offset: end } = bar.detection;
        if (end === null || onset < edge - span) this.#place(bar, element, edge);
      }
    }
    if (this.#time.moves(now)) this.#paint.invalidate();
  }

  /** A growing bar ends at the edge; a label stays in the picture while its bar runs out of it. */
  #place({ detection: { onset, offset }, until }: Bar, element: HTMLElement, edge: number): void {
    const { span } = this.#time;
    const length = Math.max((offset ?? edge) - onset, 0.02);
    element.style.left = `${this.#left(onset)}%`;
    element.style.width = `${(100 * length) / span}%`;
    const label = element.firstElementChild as HTMLElement;
    const hidden = Math.min(Math.max(edge - span - onset, 0), length);
    label.style.setProperty('--hidden', `${(100 * hidden) / length}%`);
    const room = until === Infinity || label.className !== 'label';
    label.style.width = room ? '' : `${(100 * Math.max(until - onset - hidden, 0)) / length}%`;
  }

  /** Where a moment stands in the present layout, % of the picture's width. */
  #left(time: number): number {
    return 100 * (1 + (time - this.#base) / this.#time.span);
  }

  get #bars(): [Bar, HTMLElement][] {
    const elements = this.renderRoot.querySelectorAll<HTMLElement>('.bar');
    return this.#shown.flatMap(({ bars }) => bars).map((bar, i) => [bar, elements[i]!]);
  }
}
