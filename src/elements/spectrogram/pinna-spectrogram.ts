import { BANDS, HOP_SECONDS } from '../../features/log-mel-parameters.js';
import { listIn } from '../presence/list-in.js';
import { html, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Detection } from '../../decisions/detection.js';
import { COLOR_MAPS, colorMap, type ColorMapName, isOnDark } from '../drawing/color-map.js';
import { BoxLayer, detectionBoxes, selectionBrackets } from './detection-boxes.js';
import { CanvasController, canvasStyles } from '../drawing/canvas-controller.js';
import { fieldStyles, headStyles, theme } from '../style/theme.js';
import {
  bandFrequency,
  frequencyAt,
  frequencyLabels,
  frequencyStyles,
  pictureRows,
  type FrequencyView,
} from '../drawing/frequency-axis.js';
import { LevelFollower } from '../drawing/level-range.js';
import { LivePicture } from '../drawing/live-picture.js';
import { holdButton, Scrubber } from '../time/scrubber.js';
import { ListenerController, type ListenerEvents } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { motionInterval, PaintController } from '../drawing/paint-controller.js';
import { PictureLength } from '../time/picture-length.js';
import { overlapping, RecentDetections } from '../detections/session-record.js';
import { spectrogramStyles } from './spectrogram-styles.js';
import { KEPT } from '../time/time-view.js';
import { TimeWindow } from '../time/time-window.js';

/** Time between updates of the description and the colours, ms. */
const REFRESH_INTERVAL = 2000;
/** Minimum time between updates of the readout, ms. */
const READOUT_INTERVAL = 200;
/** Outline of a bird, for the button that changes to the bird view. */
const BIRD = 'M1 12c4 0 5-2 5-5 0-2 1.5-4 4-4 1.5 0 2.5.7 3 2l2 1-2 .8C13 11 10 14 6 14c-2 0-4-.8-5-2z';
/** Rows of the picture in each view. */
const ROWS = { all: pictureRows('all'), birds: pictureRows('birds') } as const;

/**
 * Live spectrogram, 60 to 7800 Hz, on a dark panel in both colour schemes. Time runs to the left; the newest frame is at the
 * right edge, low frequencies are at the bottom. A button changes to the bird view: 1 to 7.8 kHz, evenly spaced. Drag or use
 * the arrow keys to go back over the last five minutes. Space pauses the picture, End returns to the live sound. A bracket
 * marks each selected detection. A timeline of the same listener shares its time axis. While the element is on the page, the
 * listener computes log-mel frames.
 *
 * @csspart picture - The canvas.
 * @csspart axis - The frequency labels beside it.
 * @csspart box - The box around a detection, if boxes are on; also named `bird`, `genre` or `events`.
 * @csspart bracket - The span of a selected detection, above the picture; also named `bird`, `genre` or `events`.
 * @csspart hold - The button that pauses and resumes the picture; also named `live` while it is paused.
 * @csspart view - The button that changes to the bird view and back.
 * @csspart readout - Time, frequency and level under the pointer.
 * @cssproperty --pinna-spectrogram-height - Height of the spectrogram.
 * @cssproperty --pinna-gutter - Width of the axis; set the same width on the timeline.
 */
export class PinnaSpectrogram extends ListenerView {
  static override readonly choices = {
    ...ListenerView.choices,
    'color-map': COLOR_MAPS,
    boxes: ['plain', 'named', 'none'],
    view: ['all', 'birds'],
  };
  static override styles = [theme, fieldStyles, headStyles, canvasStyles, frequencyStyles, spectrogramStyles];

  /** Visible time span, seconds. Default: 20, or 12 below 720 px of width and 8 below 480 px. */
  @property({ type: Number }) seconds?: number | undefined;
  /**
   * Colour map: `auto` (the default), `magma`, `cividis` or `grey`. `auto` is `magma`. `cividis` and `grey` suit the background:
   * on a light one, loud is dark.
   */
  @property({ attribute: 'color-map' }) colorMap: ColorMapName = 'auto';
  /** Boxes around the detections: `none` (the default), `plain`, or `named`. */
  @property() boxes: 'plain' | 'named' | 'none' = 'none';
  /** Frequencies shown: `all` (the default), or `birds` for 1 to 7.8 kHz, evenly spaced. */
  @property() view: FrequencyView = 'all';
  /** Detections whose span is marked by a bracket, such as those that a timeline has selected. */
  @property({ attribute: false }) selected: readonly Detection[] = [];

  /** Frequency of the loudest band, Hz; undefined before the first frame. */
  @state() private loudest: number | undefined;
  @state() private boxed: readonly Detection[] = [];
  /** Text of the readout. */
  @state() private reading = '';
  @query('canvas') private canvas!: HTMLCanvasElement;
  @query('.layer') private layer!: HTMLElement;

  readonly #length = new PictureLength(this, () => this.seconds);
  readonly #time = new TimeWindow(
    () => this.#length.seconds,
    () => this.requestUpdate(),
  );
  readonly #scrubber = new Scrubber(
    this.#time,
    () => this.#length.seconds,
    () => this.canvas.clientWidth,
  );
  readonly #levels = new LevelFollower();
  /** The newest frame, dB; undefined before the first. */
  #newest: Float32Array | undefined;
  readonly #picture = new LivePicture(
    () => colorMap(this.colorMap, isOnDark(this)),
    () => ROWS[this.#shownView],
  );
  readonly #detections = new RecentDetections(1000);
  readonly #boxes = new BoxLayer(() => this.layer);
  #refreshedAt = -Infinity;
  #readAt = -Infinity;
  /** Position of the pointer, as fractions of the picture from its top left. */
  #pointer: { readonly x: number; readonly y: number } | undefined;

  readonly #surface = new CanvasController(
    this,
    () => this.canvas,
    (now) => this.#draw(now),
  );
  readonly #paint = new PaintController(
    this,
    (now) => this.#draw(now),
    () => (this.#time.view.held === undefined ? motionInterval() : 0),
  );

  constructor() {
    super();
    new ListenerController(
      this,
      {
        frames: (event) => this.#addFrames(event),
        detection: ({ detail }) => {
          this.#detections.put(detail.detection);
          this.#paint.invalidate();
        },
        statechange: ({ detail }) => detail === 'starting' && this.#clear(),
        changed: (listener) => this.#time.follow(listener),
        replaced: () => this.#clear(),
        missed: () => this.#detections.endLasting(this.#time.newest),
      },
      { features: true },
    );
  }

  protected override updated(changed: PropertyValues<this>): void {
    const isRedrawn = (['theme', 'seconds', 'colorMap', 'view'] as const).some((name) => changed.has(name));
    if (isRedrawn) this.#refreshedAt = -Infinity;
    this.#boxes.rendered([...this.boxed, ...listIn(this.selected)]);
    this.#paint.invalidate();
  }

  /** The view, or all frequencies if the page names an unknown one, which is reported. */
  get #shownView(): FrequencyView {
    return Object.hasOwn(ROWS, this.view) ? this.view : 'all';
  }

  protected override render() {
    const { words } = this;
    const { strings } = words;
    const { held } = this.#time.view;
    const { oldest, newest } = this.#time.range;
    const known = Number.isFinite(newest);
    return html`
      <div class="frequencies muted number" part="axis" aria-hidden="true">
        ${frequencyLabels(words, this.#shownView)}
      </div>
      <div class="frame">
        <canvas part="picture" role="img" aria-label=${this.#description()}></canvas>
        <div class="boxes" aria-hidden="true">
          <div class="layer">
            ${detectionBoxes(this.boxed, words, this.boxes === 'named')} ${selectionBrackets(listIn(this.selected))}
          </div>
        </div>
        <div
          class="scrub"
          role="slider"
          tabindex="0"
          aria-label=${strings.shownTime}
          aria-valuemin=${known ? Math.floor(oldest) : 0}
          aria-valuemax=${known ? Math.ceil(newest) : 0}
          aria-valuenow=${known ? Math.round(held ?? newest) : 0}
          aria-valuetext=${held === undefined ? strings.present : words.span(Math.max(held - this.#time.span, 0), held)}
          @keydown=${this.#scrubber.key}
          @pointerdown=${this.#scrubber.down}
          @pointermove=${this.#point}
          @pointerup=${this.#scrubber.up}
          @pointercancel=${this.#scrubber.up}
          @pointerleave=${this.#leave}
          @wheel=${this.#scrubber.wheel}
        ></div>
        <div class="readout number" part="readout" aria-hidden="true">${this.reading}</div>
      </div>
      <div class="buttons">
        ${known ? holdButton(strings, this.#scrubber, held !== undefined) : ''}
        <button
          class="view"
          part="view"
          title=${strings.birdView}
          aria-pressed=${this.#shownView === 'birds'}
          @click=${() => (this.view = this.view === 'birds' ? 'all' : 'birds')}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${BIRD}></path></svg>
          <span class="visually-hidden">${strings.birdView}</span>
        </button>
      </div>
    `;
  }

  #description(): string {
    const { words, loudest } = this;
    const { spectrogram, spectrogramOf, spectrogramIdle, loudestNear } = words.strings;
    const { held } = this.#time.view;
    const { span } = this.#time;
    if (held !== undefined) return spectrogramOf(words.span(Math.max(0, held - span), held));
    const now = loudest === undefined ? spectrogramIdle : loudestNear(words.hertz(loudest));
    return `${spectrogram(words.count(Math.round(span)))}: ${now}`;
  }

  #clear(): void {
    this.#time.reset();
    this.#picture.clear();
    this.#levels.reset();
    this.#newest = undefined;
    this.#detections.clear();
    this.loudest = undefined;
    this.#paint.invalidate();
  }

  #addFrames({ detail, timeStamp }: ListenerEvents['frames']): void {
    const { features, time } = detail;
    if (!features || features.length === 0) return;
    if (this.#time.newest === -Infinity) this.#refreshedAt = -Infinity;
    const kept = Math.max(this.#length.seconds, KEPT);
    const layout = { bands: BANDS, hop: HOP_SECONDS, kept };
    this.#picture.add(time, features, layout, (frame) => this.#levels.follow(frame, HOP_SECONDS));
    this.#newest = features.slice(-BANDS);
    this.#time.arrive(time, (features.length / BANDS) * HOP_SECONDS, timeStamp);
    this.#paint.invalidate();
  }

  #draw(now: number): void {
    const { target, width } = this.#surface;
    if (!target) return;
    if (now - this.#refreshedAt > REFRESH_INTERVAL) this.#refresh(now);
    const to = this.#time.edge(now);
    const from = to - this.#time.span;
    this.#picture.draw(target, from, to);
    this.#box(this.boxes === 'none' ? [] : overlapping(this.#detections.all, from, to));
    if (!Number.isFinite(to)) return;
    this.#boxes.place(from, to, width);
    if (this.#pointer && now - this.#readAt > READOUT_INTERVAL) this.#read(now);
    if (this.#time.moves(now)) this.#paint.invalidate();
  }

  #box(shown: readonly Detection[]): void {
    if (shown.length !== this.boxed.length || shown.some((each, i) => each !== this.boxed[i])) this.boxed = shown;
  }

  readonly #point = (event: PointerEvent): void => {
    this.#scrubber.drag(event);
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    this.#pointer = { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
    this.#paint.invalidate();
  };

  readonly #leave = (): void => {
    this.#pointer = undefined;
    this.reading = '';
  };

  #read(now: number): void {
    this.#readAt = now;
    const { x, y } = this.#pointer!;
    const time = this.#time.edge(now) - (1 - x) * this.#time.span;
    const { frequency, band } = frequencyAt(Math.min(Math.max(1 - y, 0), 1), this.#shownView);
    const level = this.#picture.levelAt(time, band);
    const { words } = this;
    this.reading =
      level === undefined ? '' : [words.clock(time, 1), words.hertz(frequency), words.decibels(level)].join(' · ');
  }

  #refresh(now: number): void {
    this.#refreshedAt = now;
    this.#picture.redraw();
    const band = this.#newest?.reduce((best, level, at, all) => (level > all[best]! ? at : best), 0);
    this.loudest = band === undefined ? undefined : bandFrequency(band);
  }
}
