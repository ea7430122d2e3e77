import { HOP_SECONDS } from '../../features/log-mel-parameters.js';
import { html } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Detection } from '../../decisions/detection.js';
import { elementEvent } from '../listener/element-events.js';
import { aboutLinks, classLinkStyles } from '../detections/class-link.js';
import { fieldStyles, headStyles, theme } from '../style/theme.js';
import { type LaneOptions, laneRows, timelineGaps, timelineLane } from './timeline-lanes.js';
import { Lanes, type Lane } from '../detections/lanes.js';
import { ListenerController } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { neighbour, selectionAfter, SelectionTools } from './selection.js';
import { motionInterval, PaintController } from '../drawing/paint-controller.js';
import { PictureLength } from '../time/picture-length.js';
import { Scrubber, zoomTools } from '../time/scrubber.js';
import { timeLabels, timeTicks } from '../time/time-scale.js';
import { KEPT } from '../time/time-view.js';
import { TimeWindow } from '../time/time-window.js';
import { overlapping, SessionRecord } from '../detections/session-record.js';
import { excerptStyles } from '../saving/excerpt-styles.js';
import { timelineStyles } from './timeline-styles.js';
import { LAYOUT, TimelineTrack } from './timeline-track.js';

/** Number of time labels that fit into the picture. */
const LABELS = 6;

/** Most lanes for sounds other than birds and music. */
const MOST_LANES = 100;

/**
 * Live timeline of the detections, on the spectrogram's time axis: one lane for birds, one for music with its genre, and
 * several for other sounds. Each detection is a bar from onset to offset; the higher its confidence, the stronger its
 * colour. Drag to go back over the last five minutes. The arrow keys move from bar to bar. Plus and minus (or Ctrl with the
 * wheel) zoom. Enter selects a bar; with Shift it adds to the selection. The selected detections can be saved. If the
 * listener has `keep-seconds`, their sound can also be played, saved and shared, without voices unless they are wanted.
 *
 * @event {CustomEvent<readonly Detection[]>} pinna-select - The selection has changed.
 * @slot tools - The page's own buttons, beside the timeline's.
 * @csspart axis - The row of times.
 * @csspart gap - A time range without sound: interrupted or dropped.
 * @csspart lane - A lane; also named `bird`, `genre` or `events`.
 * @csspart bar - A detection; also named `selected` while it is selected.
 * @csspart tools - The row of buttons.
 * @csspart class - The link to the description of a class, with `class-page`.
 * @csspart button - A button; some are also named `hear`, `save-sound`, `share` or `save`.
 * @csspart voices - The switch that keeps voices in saved sound.
 * @csspart format - The choice of file format.
 * @cssproperty --pinna-gutter - Width of the lane names; set the same width on the spectrogram.
 */
export class PinnaTimeline extends ListenerView {
  static override styles = [theme, fieldStyles, headStyles, classLinkStyles, excerptStyles, timelineStyles];

  /** Visible time span, seconds. Default: 20, or 12 below 720 px of width and 8 below 480 px. */
  @property({ type: Number }) seconds?: number | undefined;
  /** Number of lanes for sounds other than birds and music. Default: 4, or 3 below 480 px of width. */
  @property({ type: Number }) lanes?: number | undefined;
  /**
   * Address of a page that describes the classes. Beside the buttons of the selected detections is then a link to the fragment with
   * the name of each class, which opens in a new tab. Default: none.
   */
  @property({ attribute: 'class-page' }) classPage?: string | undefined;

  @state() private chosen: ReadonlySet<number> = new Set();
  /** Id of the bar that Tab moves to. */
  @state() private current: number | undefined;
  @query('.axis') private axis!: HTMLElement | null;
  @query('.track') private track!: HTMLElement;
  @query('.window') private window!: HTMLElement;

  readonly #length = new PictureLength(
    this,
    () => this.seconds,
    () => this.axis,
  );
  readonly #time = new TimeWindow(
    () => this.#length.seconds,
    () => this.#layOutAgain(),
  );
  readonly #scrubber = new Scrubber(
    this.#time,
    () => this.#length.seconds,
    () => this.window.clientWidth,
  );
  readonly #session = new SessionRecord();
  readonly #selection = new SelectionTools(this, this.#session);
  readonly #track = new TimelineTrack(() => this.track, this.#length.seconds);
  #arrangement = new Lanes(this.#length.lanes);
  #shown: Lane[] = [];

  readonly #paint = new PaintController(
    this,
    (now) => this.#move(now),
    () => (this.#time.view.held === undefined ? motionInterval() : 0),
  );

  readonly #connection = new ListenerController(this, {
    frames: ({ detail, timeStamp }) => {
      const rowSeconds = this.#connection.listener?.model?.rowSeconds ?? HOP_SECONDS;
      const length = detail.frames * rowSeconds;
      this.#session.addFrames(detail, rowSeconds);
      this.#time.arrive(detail.time, length, timeStamp);
      this.#paint.invalidate();
    },
    detection: ({ detail }) => {
      this.#session.detections.put(detail.detection);
      this.#layOutAgain();
    },
    rescored: ({ detail: { span, detections } }) => {
      this.#session.detections.replaceTaught(span, detections);
      this.#layOutAgain();
    },
    gap: ({ detail }) => this.#session.putGap(detail),
    statechange: ({ detail }) => detail === 'starting' && this.#clear(true),
    changed: (listener) => this.#time.follow(listener),
    replaced: () => this.#clear(false),
    missed: () => {
      this.#session.detections.endLasting(this.#time.newest);
      this.#layOutAgain();
    },
  });

  /** The selected detections, in order of onset. */
  get selected(): Detection[] {
    return this.#session.detections.byOnset.filter(({ id }) => this.chosen.has(id));
  }

  protected override willUpdate(): void {
    this.#track.fit(this.#length.width);
    const wanted = Math.min(Math.round(this.lanes ?? NaN), MOST_LANES);
    const lanes = wanted >= 0 ? wanted : this.#length.lanes;
    if (lanes !== this.#arrangement.eventLanes) this.#arrangement = new Lanes(lanes);
    this.#session.detections.dropBefore(this.#time.newest - KEPT);
    const { span } = this.#time;
    const { end } = this.#track.scale;
    if (span !== this.#track.scale.span) this.#track.layOut(end, span);
    this.#shown = this.#arrangement.arrange(overlapping(this.#session.detections.byOnset, end - span, end + LAYOUT));
  }

  protected override render() {
    const { strings } = this.words;
    const { scale } = this.#track;
    const bars = this.#shown.flatMap((lane) => lane.bars);
    const options: LaneOptions = {
      words: this.words,
      chosen: this.chosen,
      tabStop: bars.find(({ detection }) => detection.id === this.current) ?? bars.at(-1),
      onPress: this.#press,
      onFocus: ({ id }) => (this.current = id),
    };
    return html`
      <div class="rows">
        ${
          // The lanes for other sounds share one name; each bar shows its own.
          laneRows(this.#shown, ({ head }, at) => (at < 3 ? strings.head[head] : ''))
        }
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
              ${timeLabels(this.words, scale, timeTicks(scale, LABELS, LAYOUT))}
            </div>
            ${timelineGaps(this.words, this.#session.gaps, scale, LAYOUT)}
            ${this.#shown.map((lane) => timelineLane(lane, options))}
          </div>
        </div>
      </div>
      ${this.#tools()}
    `;
  }

  protected override updated(): void {
    this.#track.place(this.#shown);
  }

  #tools() {
    const { words } = this;
    return html`
      <div class="tools" part="tools">
        ${zoomTools(words.strings, this.#scrubber, this.#time.view.held !== undefined)}
        <slot name="tools"></slot>
        ${this.#selection.render(words, this.selected, this.#connection.listener, () => this.#choose(new Set()))}
        ${aboutLinks(words, this.classPage, this.selected)}
      </div>
    `;
  }

  readonly #press = (detection: Detection, event: MouseEvent): void => {
    this.#choose(selectionAfter(this.chosen, detection.id, event));
    if (this.chosen.has(detection.id)) void this.#selection.play(this.#connection.listener, detection);
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
    const all = this.#session.detections.byOnset;
    const from = all.find(({ id }) => id === this.current);
    const next = from && neighbour(event.key, from, all, bars);
    if (next) {
      event.preventDefault();
      void this.#goTo(next);
      // Enter and Space press the bar; the scrubber handles the other keys.
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
    if (this.chosen.size > 0) this.#choose(new Set());
    this.current = undefined;
    this.#layOutAgain();
  }

  /**
   * Lays out the bars at a time.
   *
   * @param edge time at the right edge, seconds
   */
  #layOut(edge: number): void {
    this.#track.layOut(edge, this.#time.span);
    this.requestUpdate();
  }

  #layOutAgain(): void {
    this.#track.invalidate();
    this.#paint.invalidate();
  }

  #move(now: number): void {
    this.#keepFocused(this.#time.edge(now));
    const edge = this.#time.edge(now);
    if (!this.#track.move(edge)) this.#layOut(edge);
    if (this.#time.moves(now)) this.#paint.invalidate();
  }

  /** Pauses the view before the focused bar moves out of it. */
  #keepFocused(edge: number): void {
    const focused = this.shadowRoot?.activeElement;
    if (!focused?.classList.contains('bar')) return;
    const { id } = (focused as HTMLElement).dataset;
    const { offset } = this.#session.detections.byOnset.find((each) => String(each.id) === id) ?? { offset: null };
    if (offset === null) return;
    const { view, span } = this.#time;
    const latest = offset + 0.9 * span;
    if (latest >= edge) return;
    // Between two paints, time may pass in which the bar would have left the picture.
    view.pause(view.held === undefined ? latest : edge);
  }
}
