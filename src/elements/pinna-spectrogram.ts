import { html, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Detection } from '../decisions/detection';
import { colorMap, type ColorMapName } from './color-map';
import { bandFrequency, frequencyTicks } from './frequency-axis';
import { LevelFollower } from './level-range';
import { ListenerController, type ListenerEvents } from './listener-controller';
import { ListenerView } from './listener-view';
import { ownStyle } from './own-style';
import { PaintController } from './paint-controller';
import { RecentDetections } from './recent-detections';
import { motionInterval } from './reduced-motion';
import { isOnDark } from './scheme';
import { Scrubber } from './scrubber';
import { SpectrogramImage } from './spectrogram-image';
import { spectrogramStyles } from './spectrogram-styles';
import { theme } from './theme';
import { KEPT } from './time-view';
import { TimeWindow } from './time-window';

/** How often words and colours are looked at again, milliseconds. */
const SLOW = 2000;
/** The pointer's figures change at most this often, milliseconds. */
const READING = 200;
/** Frames by which the newest may be ahead of the edge. */
const LONGEST_STEP = 100;

/**
 * The sound as a picture: time runs left, the newest stands at the right edge, low frequencies at the bottom, and what
 * was recognised is boxed. Drag it, or use the arrow keys, to go back over the last five minutes; Space holds it, End
 * returns to the present. A timeline that shows the same listener goes along.
 *
 * @csspart picture - The canvas.
 * @csspart axis - The frequency labels beside it.
 * @csspart box - Around a detection; also `bird`, `genre` or `events`.
 * @csspart hold - The button that holds the picture, and lets it go; also `live` while it is held.
 * @csspart readout - Time, frequency and level under the pointer.
 * @cssproperty --pinna-spectrogram-height - Height of the picture.
 * @cssproperty --pinna-gutter - Width of the axis; give the timeline the same.
 */
export class PinnaSpectrogram extends ListenerView {
  static override styles = [theme, spectrogramStyles];

  /** Length of the picture, seconds. */
  @property({ type: Number }) seconds = 20;
  /** `magma` (for dark grounds), `cividis` (for light ones), `grey`; the one that fits the ground when absent. */
  @property({ attribute: 'color-map' }) colorMap: ColorMapName = 'auto';
  /** How detections are drawn: `plain` (a timeline under it has the names), `named`, or `none`. */
  @property() boxes: 'plain' | 'named' | 'none' = 'plain';

  /** The loudest band's frequency, Hz; undefined while nothing has been heard. */
  @state() private loudest: number | undefined;
  @state() private boxed: readonly Detection[] = [];
  /** What is under the pointer, in words. */
  @state() private reading = '';
  @query('canvas') private canvas!: HTMLCanvasElement;

  readonly #time = new TimeWindow(
    () => this.seconds,
    () => this.requestUpdate(),
  );
  readonly #scrubber = new Scrubber(
    this.#time,
    () => this.seconds,
    () => this.canvas.clientWidth,
  );
  readonly #follower = new LevelFollower();
  readonly #detections = new RecentDetections(1000);
  #image: SpectrogramImage | undefined;
  #target: CanvasRenderingContext2D | null = null;
  #resizes: ResizeObserver | undefined;
  #hop = 0.02;
  /** Time of the picture's frame 0, seconds on the sound's clock. */
  #origin = 0;
  #latest: Float32Array = new Float32Array(0);
  #lookedAt = -Infinity;
  #readAt = -Infinity;
  /** Where the pointer is, as shares of the picture from its top left. */
  #pointer: { readonly x: number; readonly y: number } | undefined;

  readonly #paint = new PaintController(
    this,
    (now) => this.#draw(now),
    () => (this.#time.view.held === undefined ? motionInterval() : 0),
  );

  readonly #connection = new ListenerController(this, {
    frames: (event) => this.#hear(event),
    detection: ({ detail }) => {
      this.#detections.put(detail.detection);
      this.#paint.invalidate();
    },
    statechange: ({ detail }) => detail === 'starting' && this.#clear(),
    changed: (listener) => {
      this.#time.follow(listener);
      this.#clear();
    },
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizes = new ResizeObserver(() => this.#resize());
    if (this.hasUpdated) this.#resizes.observe(this.canvas);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes?.disconnect();
  }

  protected override firstUpdated(): void {
    this.#target = this.canvas.getContext('2d', { alpha: false });
    this.#resizes?.observe(this.canvas);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('theme') || changed.has('seconds') || changed.has('colorMap')) this.#lookedAt = -Infinity;
    this.#paint.invalidate();
  }

  protected override render() {
    const { words } = this;
    const { strings } = words;
    const { bands = 64, fMin = 60, fMax = 7800 } = this.#connection.listener?.model ?? {};
    const { held } = this.#time.view;
    const { oldest, newest } = this.#time.range;
    const known = Number.isFinite(newest);
    return html`
      <div class="axis muted number" part="axis" aria-hidden="true">
        ${frequencyTicks(bands, fMin, fMax).map(
          ({ frequency, height }) =>
            html`<span ${ownStyle({ 'inset-block-end': `${height * 100}%` })}>${words.hertz(frequency)}</span>`,
        )}
      </div>
      <div class="frame">
        <canvas part="picture" role="img" aria-label=${this.#description()}></canvas>
        <div class="boxes" aria-hidden="true">
          ${repeat(
            this.boxed,
            ({ id }) => id,
            (detection) => this.#box(detection),
          )}
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
        <div class="tools">
          <button
            class=${held === undefined ? '' : 'live'}
            part="hold ${held === undefined ? '' : 'live'}"
            ?hidden=${!known}
            @click=${() => this.#scrubber.toggle()}
          >
            ${held === undefined ? strings.hold : strings.backToLive}
          </button>
        </div>
        <div class="readout number" part="readout" aria-hidden="true">${this.reading}</div>
      </div>
    `;
  }

  #box({ head, label, id }: Detection) {
    // Boxes that lie over each other stay apart, and so do their names.
    const row = head === 'bird' ? 0 : head === 'genre' ? 1 : 2 + (id % 4);
    return html`<div class="box ${head}" part="box ${head}" ${ownStyle({ '--row': row, '--inset': `${row * 2}px` })}>
      ${this.boxes === 'named' ? html`<span>${this.words.className(label)}</span>` : ''}
    </div>`;
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
    this.#follower.reset();
    this.#image?.clear();
    this.#detections.clear();
    this.loudest = undefined;
    this.#paint.invalidate();
  }

  #hear({ detail, timeStamp }: ListenerEvents['frames']): void {
    const { frames, features, time } = detail;
    if (frames === 0) return;
    const bands = features.length / frames;
    this.#hop = this.#connection.listener?.model?.hopSeconds ?? this.#hop;
    const columns = Math.ceil(Math.max(this.seconds, KEPT) / this.#hop) + LONGEST_STEP;
    if (this.#image?.bands !== bands || this.#image.columns < columns)
      this.#image = new SpectrogramImage(bands, columns, this.#colors());
    if (this.#time.newest === -Infinity) {
      this.#origin = time;
      this.#lookedAt = -Infinity;
    }
    const first = Math.round((time - this.#origin) / this.#hop);
    for (let i = 0; i < frames; i++) {
      this.#latest = features.subarray(i * bands, (i + 1) * bands);
      this.#image.add(first + i, this.#latest, this.#follower.follow(this.#latest, this.#hop));
    }
    this.#time.arrive(time, frames * this.#hop, timeStamp);
    this.#paint.invalidate();
  }

  #draw(now: number): void {
    if (!this.#target) return;
    if (now - this.#lookedAt > SLOW) this.#look(now);
    const edge = this.#time.edge(now);
    if (!this.#image || !Number.isFinite(edge)) {
      const [r, g, b] = this.#colors();
      this.#target.fillStyle = `rgb(${r} ${g} ${b})`;
      this.#target.fillRect(0, 0, this.canvas.width, this.canvas.height);
      this.boxed = [];
      return;
    }
    const from = edge - this.#time.span;
    this.#image.draw(this.#target, (from - this.#origin) / this.#hop, (edge - this.#origin) / this.#hop);
    this.#placeBoxes(from, edge);
    if (this.#pointer && now - this.#readAt > READING) this.#read(now);
    if (this.#time.moves(now)) this.#paint.invalidate();
  }

  #placeBoxes(from: number, edge: number): void {
    const all = this.boxes === 'none' ? [] : this.#detections.all;
    const shown = all.filter(({ onset, offset }) => onset < edge && (offset ?? Infinity) > from);
    if (shown.length !== this.boxed.length || shown.some((each, i) => each !== this.boxed[i])) this.boxed = shown;
    const elements = this.renderRoot.querySelectorAll<HTMLElement>('.box');
    const width = this.canvas.clientWidth / (edge - from);
    this.boxed.forEach(({ onset, offset }, i) => {
      // A box that comes with this update is placed by the paint after it.
      const style = elements[i]?.style;
      const [left, right] = [Math.max(onset, from - 1), Math.min(offset ?? edge, edge + 1)];
      style?.setProperty('left', `${(left - from) * width}px`);
      style?.setProperty('width', `${Math.max((right - left) * width, 4)}px`);
      style?.setProperty('--hidden', `${(from - left) * width}px`);
    });
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
    const { bands = 64, fMin = 60, fMax = 7800 } = this.#connection.listener?.model ?? {};
    const band = Math.min(Math.max(Math.floor((1 - y) * bands), 0), bands - 1);
    const level = this.#image?.levelAt(Math.floor((time - this.#origin) / this.#hop), band);
    const { words } = this;
    this.reading =
      level === undefined
        ? ''
        : [words.clock(time, 1), words.hertz(bandFrequency(band, bands, fMin, fMax)), words.decibels(level)].join(
            ' · ',
          );
  }

  #look(now: number): void {
    this.#lookedAt = now;
    this.#image?.recolor(this.#colors());
    if (this.#time.newest === -Infinity) return;
    const loudest = this.#latest.reduce((best, level, band, all) => (level > all[best]! ? band : best), 0);
    const { fMin = 60, fMax = 7800 } = this.#connection.listener?.model ?? {};
    this.loudest = bandFrequency(loudest, this.#latest.length, fMin, fMax);
  }

  #colors() {
    return colorMap(this.colorMap, isOnDark(this));
  }

  #resize(): void {
    const { clientWidth, clientHeight, width, height } = this.canvas;
    const [w, h] = [Math.round(clientWidth * devicePixelRatio), Math.round(clientHeight * devicePixelRatio)];
    if (w === width && h === height) return;
    this.canvas.width = w;
    this.canvas.height = h;
    this.#paint.invalidate();
  }
}
