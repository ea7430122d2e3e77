import { LOG_MEL_64 } from '../../features/log-mel-parameters.js';
import { css, html, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { CHROMA_COUNT } from '../../descriptors/descriptors.js';
import { CanvasController, canvasStyles } from '../drawing/canvas-controller.js';
import { colorMap, type ColorMapName, isOnDark } from '../drawing/color-map.js';
import { LivePicture } from '../drawing/live-picture.js';
import { ListenerController, type ListenerEvents } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { motionInterval, PaintController } from '../drawing/paint-controller.js';
import { PictureLength } from '../time/picture-length.js';
import { theme } from '../style/theme.js';
import { KEPT } from '../time/time-view.js';
import { TimeWindow } from '../time/time-window.js';

/** How often words and colours are looked at again, milliseconds. */
const SLOW = 2000;
/** A pitch class counts as heard from this share of the strongest on; at most so many are named. */
const HEARD = 0.5;
const NAMED = 3;
/** Levels between which the picture goes from blank to full, dBFS. */
const QUIET = -70;
const LOUD = -40;
/** Values of the darkest and the brightest colour. */
const FULL = { low: 0, high: 1 };

/**
 * How much of each of the twelve pitch classes is in the sound, as a picture: time runs left, the newest stands at the right
 * edge, C at the bottom. A spectrogram or timeline that shows the same listener goes along. It has the listener compute
 * descriptors while it is on the page.
 *
 * @csspart picture - The canvas.
 * @csspart axis - The pitch classes' names beside it.
 * @cssproperty --pinna-chroma-height - Height of the picture.
 * @cssproperty --pinna-gutter - Width of the axis; give the spectrogram the same.
 */
export class PinnaChroma extends ListenerView {
  static override styles = [
    theme,
    canvasStyles,
    css`
      :host {
        display: grid;
        grid-template: minmax(0, 1fr) / var(--_gutter) minmax(0, 1fr);
        block-size: var(--pinna-chroma-height, 12rem);
        font-size: var(--_small);
      }
      .pitches {
        display: grid;
        grid-template-rows: repeat(12, minmax(0, 1fr));
        align-items: center;
        padding-inline-end: 0.5rem;
        text-align: end;
        line-height: 1;
      }
    `,
  ];

  /** Length of the picture, seconds; when absent 20, and fewer where the element is narrow. */
  @property({ type: Number }) seconds?: number | undefined;
  /** `magma` (for dark grounds), `cividis` (for light ones), `grey`; the one that fits the ground when absent. */
  @property({ attribute: 'color-map' }) colorMap: ColorMapName = 'auto';

  /** The pitch classes that stood out lately, strongest first. */
  @state() private strongest: readonly number[] = [];
  @query('canvas') private canvas!: HTMLCanvasElement;

  readonly #length = new PictureLength(this, () => this.seconds);
  readonly #time = new TimeWindow(
    () => this.#length.seconds,
    () => this.requestUpdate(),
  );
  readonly #sums = new Float64Array(CHROMA_COUNT);
  readonly #picture = new LivePicture(() => colorMap(this.colorMap, isOnDark(this)));
  #lookedAt = -Infinity;

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

  readonly #connection = new ListenerController(
    this,
    {
      frames: (event) => this.#hear(event),
      statechange: ({ detail }) => detail === 'starting' && this.#clear(),
      changed: (listener) => {
        this.#time.follow(listener);
        this.#clear();
      },
    },
    { descriptors: true },
  );

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('theme') || changed.has('colorMap')) this.#lookedAt = -Infinity;
    this.#paint.invalidate();
  }

  protected override render() {
    const { words } = this;
    const { pitches, chroma, chromaIdle, strongest } = words.strings.descriptors;
    const names = pitches.split(' ');
    const heard = words.list(this.strongest.map((pitch) => names[pitch]!));
    const now = heard === '' ? chromaIdle : strongest(heard);
    return html`
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

  #hear({ detail: { time, frames, descriptors }, timeStamp }: ListenerEvents['frames']): void {
    if (!descriptors) return;
    const hop = (this.#connection.listener?.model?.features ?? LOG_MEL_64).hopSeconds;
    // Silence has no pitch to show.
    const loudness = descriptors.rms.map((rms) => (20 * Math.log10(rms) - QUIET) / (LOUD - QUIET)).map(shareOf);
    const shown = descriptors.chroma.map((value, i) => value * loudness[Math.floor(i / CHROMA_COUNT)]!);
    this.#picture.add(time, shown, { bands: CHROMA_COUNT, hop, kept: KEPT }, () => FULL);
    for (const [i, value] of shown.entries()) this.#sums[i % CHROMA_COUNT]! += value;
    this.#time.arrive(time, frames * hop, timeStamp);
    this.#paint.invalidate();
  }

  #draw(now: number): void {
    const { target } = this.#surface;
    if (!target) return;
    if (now - this.#lookedAt > SLOW) this.#look(now);
    const to = this.#time.edge(now);
    target.imageSmoothingEnabled = false;
    this.#picture.draw(target, to - this.#time.span, to);
    if (Number.isFinite(to) && this.#time.moves(now)) this.#paint.invalidate();
  }

  #look(now: number): void {
    this.#lookedAt = now;
    this.#picture.recolor();
    const most = Math.max(...this.#sums);
    const order = [...this.#sums.keys()].sort((a, b) => this.#sums[b]! - this.#sums[a]!);
    this.strongest = order.filter((pitch) => most > 0 && this.#sums[pitch]! >= HEARD * most).slice(0, NAMED);
    this.#sums.fill(0);
  }

  #clear(): void {
    this.#time.reset();
    this.#picture.clear();
    this.#sums.fill(0);
    this.#lookedAt = -Infinity;
    this.#paint.invalidate();
  }
}

const shareOf = (value: number) => Math.min(1, Math.max(0, value));
