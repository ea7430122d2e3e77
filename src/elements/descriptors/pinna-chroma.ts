import { HOP_SECONDS } from '../../features/log-mel-parameters.js';
import { css, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { CHROMA_COUNT } from '../../descriptors/descriptors.js';
import type { ChordSpan, EstimatedKey } from '../../harmony/harmony.js';
import { BeatRows } from './beat-rows.js';
import { chordText } from './chord-text.js';
import { CanvasController, canvasStyles } from '../drawing/canvas-controller.js';
import { COLOR_MAPS, colorMap, type ColorMapName, isOnDark } from '../drawing/color-map.js';
import { LivePicture } from '../drawing/live-picture.js';
import { ListenerController, type ListenerEvents } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { motionInterval, PaintController } from '../drawing/paint-controller.js';
import { PictureLength } from '../time/picture-length.js';
import { theme } from '../style/theme.js';
import { KEPT } from '../time/time-view.js';
import { TimeWindow } from '../time/time-window.js';

/** Time between updates of the description and the colours, ms. */
const REFRESH_INTERVAL = 2000;
/** Pitch classes are named from this share of the strongest one's sum, and at most NAMED of them. */
const MIN_SHARE = 0.5;
const MAX_NAMED = 3;
/** Levels at which the chromagram is blank and fully visible, dBFS. */
const QUIET = -70;
const LOUD = -40;
/** Values of the darkest and the brightest colour. */
const FULL = { low: 0, high: 1 };

/**
 * Live chromagram: the strength of each of the twelve pitch classes over time. Time runs to the left; the newest frame is
 * at the right edge and C at the bottom. A spectrogram or timeline of the same listener shares its time axis. While the
 * element is on the page, the listener computes descriptors.
 *
 * With `chords`, the present chord and the key stand above the picture: a simple estimate with templates and profiles.
 *
 * @csspart harmony - The line with chord and key.
 * @csspart chord - The present chord.
 * @csspart key - The key of about the last 30 s.
 * @csspart picture - The canvas.
 * @csspart axis - The names of the pitch classes beside it.
 * @cssproperty --pinna-chroma-height - Height of the chromagram.
 * @cssproperty --pinna-gutter - Width of the axis; set the same width on the spectrogram.
 */
export class PinnaChroma extends ListenerView {
  static override readonly choices = { ...ListenerView.choices, 'color-map': COLOR_MAPS, by: ['frame', 'beat'] };
  static override styles = [
    theme,
    canvasStyles,
    css`
      :host {
        display: grid;
        grid-template: auto minmax(0, 1fr) / var(--_gutter) minmax(0, 1fr);
        block-size: var(--pinna-chroma-height, 14.769em);
        font-size: var(--_small);
      }
      .harmony {
        grid-column: 2;
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 1.25em;
        margin: 0 0 0.5em;
        font-size: 1.231em;
      }
      .harmony div {
        display: flex;
        align-items: baseline;
        gap: 0.4em;
      }
      .harmony dd {
        min-inline-size: 5.5em;
        margin: 0;
      }
      .chord {
        font-size: 1.25em;
        font-weight: 600;
      }
      .frame {
        grid-area: 2 / 2;
      }
      .pitches {
        grid-area: 2 / 1;
        display: grid;
        grid-template-rows: repeat(12, minmax(0, 1fr));
        align-items: center;
        padding-inline-end: 0.615em;
        text-align: end;
        line-height: 1;
      }
    `,
  ];

  /** Visible time span, seconds. Default: 20, or 12 below 720 px of width and 8 below 480 px. */
  @property({ type: Number }) seconds?: number | undefined;
  /**
   * Colour map: `auto` (the default), `magma`, `cividis` or `grey`. `auto` is `magma` on dark backgrounds and `cividis` on
   * light ones.
   */
  @property({ attribute: 'color-map' }) colorMap: ColorMapName = 'auto';

  /**
   * `frame` (the default) draws every frame; `beat` draws the mean from each beat to the next, one beat later. Without a beat it draws
   * frames, two seconds later.
   */
  @property() by: 'frame' | 'beat' = 'frame';
  /** Whether to show the present chord and the key. The listener then computes them: a simple estimate. */
  @property({ type: Boolean }) chords = false;

  /** The newest chord; undefined before the first beat. */
  @state() private chord: ChordSpan | undefined;
  @state() private key: EstimatedKey | null = null;
  /** The strongest pitch classes since the previous update, strongest first. */
  @state() private strongest: readonly number[] = [];
  @query('canvas') private canvas!: HTMLCanvasElement;

  readonly #length = new PictureLength(this, () => this.seconds);
  readonly #time = new TimeWindow(
    () => this.#length.seconds,
    () => this.requestUpdate(),
  );
  readonly #sums = new Float64Array(CHROMA_COUNT);
  readonly #beats = new BeatRows(CHROMA_COUNT);
  readonly #controller: ListenerController;
  readonly #picture = new LivePicture(() => colorMap(this.colorMap, isOnDark(this)));
  #refreshedAt = -Infinity;

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
    this.#controller = new ListenerController(
      this,
      {
        frames: (event) => this.#addFrames(event),
        statechange: ({ detail }) => detail === 'starting' && this.#clear(),
        changed: (listener) => this.#time.follow(listener),
        replaced: () => this.#clear(),
      },
      { descriptors: true },
    );
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('theme') || changed.has('colorMap')) this.#refreshedAt = -Infinity;
    if (changed.has('chords')) this.#controller.select({ descriptors: true, harmony: this.chords });
    if (changed.has('by')) this.#beats.clear();
    this.#paint.invalidate();
  }

  protected override render() {
    const { words } = this;
    const { pitches, chroma, chromaIdle, strongest } = words.strings.descriptors;
    const names = pitches.split(' ');
    const list = words.list(this.strongest.map((pitch) => names[pitch]!));
    const now = list === '' ? chromaIdle : strongest(list);
    return html`
      ${this.chords ? this.#harmony() : nothing}
      <div class="pitches muted" part="axis" aria-hidden="true">
        ${[...names].reverse().map((name) => html`<span>${name}</span>`)}
      </div>
      <div class="frame">
        <canvas
          part="picture"
          role="img"
          aria-label="${chroma(words.count(Math.round(this.#time.span)))}: ${now}"
        ></canvas>
      </div>
    `;
  }

  #harmony() {
    const { words, chord, key } = this;
    const strings = words.strings.descriptors;
    return html`<dl class="harmony" part="harmony">
      <div>
        <dt class="muted">${strings.chord}</dt>
        <dd class="chord" part="chord">${chord ? chordText(words, chord.label) : strings.unknown}</dd>
      </div>
      <div>
        <dt class="muted">${strings.key}</dt>
        <dd part="key">${key ? chordText(words, key.label) : strings.unknown}</dd>
      </div>
      <div class="muted small">
        <dt class="visually-hidden">${strings.method}</dt>
        <dd>${strings.simple}</dd>
      </div>
    </dl>`;
  }

  #addFrames({ detail: { time, descriptors, harmony }, timeStamp }: ListenerEvents['frames']): void {
    if (harmony) {
      this.chord = harmony.chords.at(-1) ?? this.chord;
      this.key = harmony.key;
    }
    if (!descriptors) return;
    // Scales chroma by loudness: silence has no pitch.
    const loudness = descriptors.rms.map((rms) => (20 * Math.log10(rms) - QUIET) / (LOUD - QUIET)).map(shareOf);
    const shown = descriptors.chroma.map((value, i) => value * loudness[Math.floor(i / CHROMA_COUNT)]!);
    const rows = this.by === 'beat' ? this.#beats.push(time, shown, descriptors.beats) : { time, values: shown };
    this.#picture.add(rows.time, rows.values, { bands: CHROMA_COUNT, hop: HOP_SECONDS, kept: KEPT }, () => FULL);
    for (const [i, value] of shown.entries()) this.#sums[i % CHROMA_COUNT]! += value;
    this.#time.arrive(time, descriptors.frames * HOP_SECONDS, timeStamp);
    this.#paint.invalidate();
  }

  #draw(now: number): void {
    const { target } = this.#surface;
    if (!target) return;
    if (now - this.#refreshedAt > REFRESH_INTERVAL) this.#refresh(now);
    const to = this.#time.edge(now);
    target.imageSmoothingEnabled = false;
    this.#picture.draw(target, to - this.#time.span, to);
    if (Number.isFinite(to) && this.#time.moves(now)) this.#paint.invalidate();
  }

  #refresh(now: number): void {
    this.#refreshedAt = now;
    this.#picture.redraw();
    const max = Math.max(...this.#sums);
    const order = [...this.#sums.keys()].sort((a, b) => this.#sums[b]! - this.#sums[a]!);
    this.strongest = order.filter((pitch) => max > 0 && this.#sums[pitch]! >= MIN_SHARE * max).slice(0, MAX_NAMED);
    this.#sums.fill(0);
  }

  #clear(): void {
    this.#time.reset();
    this.#picture.clear();
    this.#beats.clear();
    this.chord = undefined;
    this.key = null;
    this.#sums.fill(0);
    this.#refreshedAt = -Infinity;
    this.#paint.invalidate();
  }
}

const shareOf = (value: number) => Math.min(1, Math.max(0, value));
