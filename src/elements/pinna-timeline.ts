import { html, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Detection } from '../decisions/detection';
import type { Gap } from '../listener-events';
import { BarLayout } from './bar-layout';
import { elementEvent } from './element-events';
import { fieldStyles } from './field-styles';
import { headStyles } from './head-styles';
import { Lanes, type Bar, type Lane } from './lanes';
import { ListenerController } from './listener-controller';
import { ListenerView } from './listener-view';
import { neighbour } from './neighbour';
import { PaintController } from './paint-controller';
import { PictureLength } from './picture-length';
import { RecentDetections } from './recent-detections';
import { motionInterval } from './reduced-motion';
import { Scrubber } from './scrubber';
import { selectionAfter } from './selection-after';
import { SelectionTools } from './selection-tools';
import { SessionRecord } from './session-record';
import { theme } from './theme';
import { timeLabels } from './time-labels';
import { KEPT } from './time-view';
import { TimeWindow } from './time-window';
import { timelineGaps } from './timeline-gaps';
import { timelineLane, type LaneOptions } from './timeline-lane';
import { timelineStyles } from './timeline-styles';
import { zoomTools } from './zoom-tools';

/** The bars are laid out anew after this long, seconds; in between they are only shifted. */
const LAYOUT = 1;
/** So many gaps are kept: dropped samples may come often. */
const GAPS = 200;

/**
 * What was heard when, on the spectrogram's time axis: lanes for bird, music with its genre, and other sounds; each
 * detection is a bar from onset to offset, the surer the fuller. Drag it to go back over the last five minutes; the arrow
 * keys go from bar to bar, + and − (or Ctrl with the wheel) zoom, Enter selects, with Shift several. What is selected can
 * be saved, and where the listener has `keep-seconds`, heard again and saved as sound.
 *
 * @event {CustomEvent<readonly Detection[]>} pinna-select - What is selected has changed.
 * @slot tools - The page's own buttons, beside the timeline's.
 * @csspart axis - The row of times.
 * @csspart gap - A stretch without sound: interrupted, or dropped.
 * @csspart lane - A lane; also `bird`, `genre` or `events`.
 * @csspart bar - A detection; also `selected`.
 * @csspart tools - The row of buttons.
 * @csspart button - A button; also `hear`, `save-sound` or `save`.
 * @csspart format - The choice of file format.
 * @cssproperty --pinna-gutter - Width of the lane names; give the spectrogram the same.
 */
export class PinnaTimeline extends ListenerView {
  static override styles = [theme, fieldStyles, headStyles, timelineStyles];

  /** Length of the picture, seconds; when absent 20, and fewer where the element is narrow. */
  @property({ type: Number }) seconds?: number | undefined;
  /** Number of lanes for sounds other than birds and music. */
  @property({ type: Number }) lanes = 6;

  @state() private chosen: ReadonlySet<number> = new Set();
  /** The bar that Tab goes to. */
  @state() private current: number | undefined;
  @query('.track') private track!: HTMLElement;
  @query('.window') private window!: HTMLElement;

  readonly #length = new PictureLength(this, () => this.seconds);
  readonly #time = new TimeWindow(
    () => this.#length.seconds,
    () => this.#layOutAgain(),
  );
  readonly #scrubber = new Scrubber(
    this.#time,
    () => this.#length.seconds,
    () => this.window.clientWidth,
  );
  readonly #detections = new RecentDetections(1000);
  readonly #session = new SessionRecord();
  readonly #selection = new SelectionTools(this, this.#session);
  #gaps: Gap[] = [];
  #arrangement = new Lanes(this.lanes);
  #shown: Lane[] = [];
  #layout = new BarLayout(-Infinity, this.#length.seconds);

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
    gap: ({ detail }) => {
      this.#gaps = [...this.#gaps.slice(1 - GAPS), detail];
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
    const { base } = this.#layout;
    const { span } = this.#time;
    if (span !== this.#layout.span) this.#layout = new BarLayout(base, span);
    const [from, to] = [base - span, base + LAYOUT];
    const inside = this.#byOnset.filter(({ onset, offset }) => onset <= to && (offset ?? Infinity) >= from);
    this.#shown = this.#arrangement.arrange(inside);
  }

  protected override render() {
    const { strings } = this.words;
    const bars = this.#shown.flatMap((lane) => lane.bars);
    const options: LaneOptions = {
      words: this.words,
      span: this.#time.span,
      chosen: this.chosen,
      tabStop: bars.find(({ detection }) => detection.id === this.current) ?? bars.at(-1),
      onPress: this.#press,
      onFocus: ({ id }) => (this.current = id),
    };
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
            <div class="times number muted" part="axis" aria-hidden="true">
              ${timeLabels(this.words, this.#layout, LAYOUT)}
            </div>
            ${timelineGaps(this.words, this.#gaps, this.#layout, LAYOUT)}
            ${this.#shown.map((lane) => timelineLane(lane, options))}
          </div>
        </div>
      </div>
      ${this.#tools()}
    `;
  }

  protected override updated(): void {
    this.track.style.transform = '';
    const { base } = this.#layout;
    this.#bars.forEach(([bar, element]) => this.#layout.place(bar, element, base));
  }

  #tools() {
    const { words } = this;
    const { strings } = words;
    return html`
      <div class="tools" part="tools">
        ${zoomTools(strings, this.#scrubber, this.#time.view.held !== undefined)}
        <slot name="tools"></slot>
        ${this.#selection.render(words, this.selected, this.#connection.listener, () => this.#choose(new Set()))}
      </div>
    `;
  }

  get #byOnset(): Detection[] {
    return this.#detections.all.sort((a, b) => a.onset - b.onset);
  }

  readonly #press = (detection: Detection, event: MouseEvent): void => {
    this.#choose(selectionAfter(this.chosen, detection.id, event));
    if (this.chosen.has(detection.id)) void this.#selection.hear(this.#connection.listener, detection);
  };

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
    this.#layOut(this.#time.edge(performance.now()));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-id='${id}']`)?.focus();
  }

  #clear(starting: boolean): void {
    this.#session.reset(starting);
    this.#time.reset();
    this.#detections.clear();
    this.#gaps = [];
    if (this.chosen.size > 0) this.#choose(new Set());
    this.current = undefined;
    this.#layOutAgain();
  }

  /** @param edge The moment at the right edge, seconds. */
  #layOut(edge: number): void {
    this.#layout = new BarLayout(edge, this.#time.span);
    this.requestUpdate();
  }

  #layOutAgain(): void {
    this.#layout = new BarLayout(-Infinity, this.#time.span);
    this.#paint.invalidate();
  }

  #move(now: number): void {
    const edge = this.#time.edge(now);
    const { span } = this.#time;
    // What has the focus does not leave the picture.
    const focused = this.renderRoot.querySelector<HTMLElement>('.bar:focus')?.dataset.id;
    const { offset } = this.#byOnset.find(({ id }) => String(id) === focused) ?? { offset: null };
    if (offset !== null && offset < edge - 0.9 * span) this.#time.view.pause(edge);
    const { base } = this.#layout;
    if (!Number.isFinite(edge) || edge < base || edge - base >= LAYOUT) {
      this.#layOut(edge);
    } else {
      this.track.style.transform = `translateX(${this.#layout.shift(edge)}%)`;
      for (const [bar, element] of this.#bars) {
        if (this.#layout.isMoving(bar, edge)) this.#layout.place(bar, element, edge);
      }
    }
    if (this.#time.moves(now)) this.#paint.invalidate();
  }

  get #bars(): [Bar, HTMLElement][] {
    const elements = this.renderRoot.querySelectorAll<HTMLElement>('.bar');
    return this.#shown.flatMap(({ bars }) => bars).map((bar, i) => [bar, elements[i]!]);
  }
}
