import { css, html, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { magma, paperCividis } from './color-map';
import { bandFrequency, frequencyTicks } from './frequency-axis';
import { LevelFollower } from './level-range';
import { ListenerController, type ListenerEvents } from './listener-controller';
import { ListenerView } from './listener-view';
import { PaintController } from './paint-controller';
import { motionInterval } from './reduced-motion';
import { isOnDark } from './scheme';
import { SpectrogramImage } from './spectrogram-image';
import { theme } from './theme';
import { TimeAxis } from './time-axis';

/** How often words and colours are looked at again, milliseconds. */
const SLOW = 2000;
/** At least so much is kept, seconds: a picture that becomes wider shows what was before. */
const KEPT = 60;
/** Frames by which the newest may be ahead of the edge. */
const LONGEST_STEP = 100;

/**
 * The sound as a picture: time runs left, the newest stands at the right edge, low frequencies at the bottom. Its
 * colours follow the scheme of its own ground.
 *
 * @csspart picture - The canvas.
 * @csspart axis - The frequency labels at its left.
 * @cssproperty --pinna-spectrogram-height - Height of the picture.
 * @cssproperty --pinna-gutter - Width of the axis; give the timeline the same.
 */
export class PinnaSpectrogram extends ListenerView {
  static override styles = [
    theme,
    css`
      :host {
        display: grid;
        grid-template: minmax(0, 1fr) / var(--_gutter) minmax(0, 1fr);
        block-size: var(--pinna-spectrogram-height, 16rem);
      }
      .axis {
        position: relative;
      }
      .axis span {
        position: absolute;
        inset-inline-end: 0.5rem;
        line-height: 1;
        unicode-bidi: plaintext;
        transform: translateY(50%);
      }
      .frame {
        position: relative;
        overflow: hidden;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
      }
      canvas {
        position: absolute;
        inline-size: 100%;
        block-size: 100%;
      }
    `,
  ];

  /** Length of the picture, seconds. */
  @property({ type: Number }) seconds = 20;

  /** The loudest band's frequency, Hz; undefined while nothing has been heard. */
  @state() private loudest: number | undefined;
  @query('canvas') private canvas!: HTMLCanvasElement;

  readonly #axis = new TimeAxis();
  readonly #follower = new LevelFollower();
  #image: SpectrogramImage | undefined;
  #target: CanvasRenderingContext2D | null = null;
  #resizes: ResizeObserver | undefined;
  #hop = 0.02;
  /** Time of the picture's frame 0, seconds on the sound's clock. */
  #origin = 0;
  #latest: Float32Array = new Float32Array(0);
  #lookedAt = -Infinity;

  readonly #paint = new PaintController(this, (now) => this.#draw(now), motionInterval);

  readonly #connection = new ListenerController(this, {
    frames: (event) => this.#hear(event),
    statechange: ({ detail }) => detail === 'starting' && this.#clear(),
    changed: () => this.#clear(),
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
    if (changed.has('theme') || changed.has('seconds')) this.#lookedAt = -Infinity;
    this.#paint.invalidate();
  }

  protected override render() {
    const { words } = this;
    const { bands = 64, fMin = 60, fMax = 7800 } = this.#connection.listener?.model ?? {};
    return html`
      <div class="axis small muted number" part="axis" aria-hidden="true">
        ${frequencyTicks(bands, fMin, fMax).map(
          ({ frequency, height }) =>
            html`<span style="inset-block-end: ${height * 100}%">${words.hertz(frequency)}</span>`,
        )}
      </div>
      <div class="frame">
        <canvas part="picture" role="img" aria-label=${this.#description()}></canvas>
      </div>
    `;
  }

  #description(): string {
    const { words, loudest } = this;
    const { spectrogram, spectrogramIdle, loudestNear } = words.strings;
    const now = loudest === undefined ? spectrogramIdle : loudestNear(words.hertz(loudest));
    return `${spectrogram(words.count(this.seconds))}: ${now}`;
  }

  #clear(): void {
    this.#axis.reset();
    this.#follower.reset();
    this.#image?.clear();
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
    if (this.#axis.newest === -Infinity) {
      this.#origin = time;
      this.#lookedAt = -Infinity;
    }
    const first = Math.round((time - this.#origin) / this.#hop);
    for (let i = 0; i < frames; i++) {
      this.#latest = features.subarray(i * bands, (i + 1) * bands);
      this.#image.add(first + i, this.#latest, this.#follower.follow(this.#latest, this.#hop));
    }
    this.#axis.arrive(time + frames * this.#hop, frames * this.#hop, timeStamp);
    this.#paint.invalidate();
  }

  #draw(now: number): void {
    if (!this.#target) return;
    if (now - this.#lookedAt > SLOW) this.#look(now);
    const edge = (this.#axis.edge(now) - this.#origin) / this.#hop;
    if (!this.#image || !Number.isFinite(edge)) {
      const [r, g, b] = this.#colors();
      this.#target.fillStyle = `rgb(${r} ${g} ${b})`;
      this.#target.fillRect(0, 0, this.canvas.width, this.canvas.height);
      return;
    }
    this.#image.draw(this.#target, edge - this.seconds / this.#hop, edge);
    // It moves on until the edge has reached the newest frame.
    if (this.#axis.edge(now) < this.#axis.newest) this.#paint.invalidate();
  }

  #look(now: number): void {
    this.#lookedAt = now;
    this.#image?.recolor(this.#colors());
    if (this.#axis.newest === -Infinity) return;
    const loudest = this.#latest.reduce((best, level, band, all) => (level > all[best]! ? band : best), 0);
    const { fMin = 60, fMax = 7800 } = this.#connection.listener?.model ?? {};
    this.loudest = bandFrequency(loudest, this.#latest.length, fMin, fMax);
  }

  #colors() {
    return isOnDark(this) ? magma : paperCividis;
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
