import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Classification } from '../classification';
import { EXPORT_FORMATS, type ExportFormatId } from '../formats/export-formats';
import { exportFileName } from '../formats/export-file-name';
import type { Detection } from '../decisions/detection';
import { magma, paperCividis } from './color-map';
import { frequencyTicks } from './frequency-axis';
import { Lanes, type Lane } from './lanes';
import { ownStyle } from './own-style';
import { PaintController } from './paint-controller';
import { recordingImage } from './recording-image';
import { recordingStyles } from './recording-styles';
import { motionInterval } from './reduced-motion';
import { saveFile } from './save-file';
import { isOnDark } from './scheme';
import { seekTarget } from './seek-target';
import type { SpectrogramImage } from './spectrogram-image';
import { theme } from './theme';
import { timeTicks } from './time-ticks';
import { timelineStyles } from './timeline-styles';
import { WordsController } from './words-controller';

/** A label of the time axis needs so much room, and a genre's name in its bar; CSS pixels. */
const LABEL_ROOM = 64;

/**
 * What was heard in a whole recording: its spectrogram, under it on the same time axis a lane for each sound, and a cursor
 * that plays. Clicking, dragging and the arrow keys move the cursor.
 *
 * @csspart play - The button that plays and pauses.
 * @csspart format - The choice of the file format.
 * @csspart save - The button that saves what was heard.
 * @csspart picture - The canvas.
 * @csspart axis - The frequency labels, and the row of times.
 * @csspart lane - A lane; also `bird`, `genre` or `events`.
 * @csspart bar - A detection.
 * @csspart cursor - The line at the moment that plays.
 * @cssproperty --pinna-spectrogram-height - Height of the picture.
 * @cssproperty --pinna-gutter - Width of the axis and of the lanes' names.
 */
export class PinnaRecording extends LitElement {
  static override styles = [theme, timelineStyles, recordingStyles];

  /** What `classify` gave, with the option `features` for the picture. */
  @property({ attribute: false }) classification?: Classification | undefined;
  /** Address of the sound itself, to play it. */
  @property() src?: string | undefined;
  /** What the saved files are named for. */
  @property() name = '';
  /** `light` or `dark`; the page's `color-scheme` when absent. */
  @property({ reflect: true }) theme?: 'light' | 'dark' | undefined;

  @state() private playing = false;
  @state() private second = 0;
  @state() private format: ExportFormatId = EXPORT_FORMATS[0]!.id;
  /** Of the time axis, CSS pixels. */
  @state() private width = 0;

  @query('canvas') private canvas?: HTMLCanvasElement | null;
  @query('audio') private audio?: HTMLAudioElement | null;
  @query('.seek') private seekArea?: HTMLElement | null;
  @query('.cursor') private cursor?: HTMLElement | null;

  readonly #words = new WordsController(this);
  readonly #resizes = new ResizeObserver(() => this.#resize());
  readonly #paint = new PaintController(this, () => this.#draw(), motionInterval);
  #lanes: readonly Lane[] = [];
  #image: { readonly of: Classification; readonly dark: boolean; readonly picture: SpectrogramImage } | undefined;
  /** Where the cursor is to be as soon as the sound can be moved, seconds. */
  #time = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('transitionend', this.#recolor);
    if (this.canvas) this.#resizes.observe(this.canvas);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('transitionend', this.#recolor);
    this.#resizes.disconnect();
    this.audio?.pause();
  }

  /** Moves the cursor, and what plays with it. @param time seconds from the start */
  seek(time: number): void {
    const duration = this.classification?.duration ?? 0;
    this.#time = Math.min(Math.max(time, 0), duration);
    if (this.audio) this.audio.currentTime = this.#time;
    this.#tell();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('classification')) {
      this.#lanes = arrange(this.classification?.detections ?? []);
      this.#image = undefined;
    }
    if (changed.has('classification') || changed.has('src')) {
      this.#time = 0;
      this.second = 0;
      this.playing = false;
    }
  }

  protected override updated(): void {
    this.#resizes.disconnect();
    if (this.canvas && this.isConnected) this.#resizes.observe(this.canvas);
    this.#paint.invalidate();
  }

  protected override render() {
    const { classification: heard } = this;
    const words = this.#words.current;
    const { strings } = words;
    if (!heard) return html`<p class="muted">${strings.spectrogramIdle}</p>`;
    const { bands, fMin, fMax } = heard.model;
    return html`
      <div class="player">
        ${
          this.src
            ? html`<button class="play" part="play" @click=${this.#toggle}>
                  ${this.playing ? strings.file.pause : strings.file.play}
                </button>
                <span class="number">
                  ${strings.file.positionOf(words.clock(this.second), words.clock(heard.duration))}
                </span>`
            : nothing
        }
        <span class="export">
          <select part="format" aria-label=${strings.exportFormat} .value=${this.format} @change=${this.#choose}>
            ${EXPORT_FORMATS.map(({ id }) => html`<option value=${id}>${strings.format[id]}</option>`)}
          </select>
          <button part="save" @click=${this.#save}>${strings.save}</button>
        </span>
      </div>
      <div class="room">
        <div class="spectrogram">
          <div class="frequencies small muted number" part="axis" aria-hidden="true">
            ${frequencyTicks(bands, fMin, fMax).map(
              ({ frequency, height }) =>
                html`<span ${ownStyle({ 'inset-block-end': `${height * 100}%` })}>${words.hertz(frequency)}</span>`,
            )}
          </div>
          <div class="frame"><canvas part="picture" role="img" aria-label=${strings.file.picture}></canvas></div>
        </div>
        ${this.#timeline(heard)} ${this.src ? this.#seeker(heard) : nothing}
      </div>
      ${
        this.src
          ? html`<audio
              src=${this.src}
              preload="auto"
              @play=${this.#follow}
              @pause=${this.#follow}
              @timeupdate=${this.#follow}
            ></audio>`
          : nothing
      }
    `;
  }

  #timeline({ duration }: Classification) {
    const words = this.#words.current;
    const ticks = this.width > 0 ? timeTicks(duration, this.width / LABEL_ROOM) : [];
    return html`<div class="rows">
      <div class="axis"></div>
      ${this.#lanes.map(
        (lane) =>
          html`<div class="row" part="lane ${lane.head}">
            <div class="name muted" aria-hidden="true">${this.#laneName(lane)}</div>
          </div>`,
      )}
      <div class="window" role="group" aria-label=${words.strings.file.sounds}>
        <div class="times number muted" part="axis" aria-hidden="true">
          ${ticks.map((time) => html`<span class="tick" ${ownStyle({ left: share(time, duration) })}>${words.clock(time)}</span>`)}
        </div>
        ${this.#lanes.map(
          (lane) =>
            html`<ul class="lane ${lane.head}" aria-label=${this.#laneName(lane)}>
              ${lane.bars.map(({ detection }) => this.#bar(detection, duration))}
            </ul>`,
        )}
      </div>
    </div>`;
  }

  #bar({ head, label, onset, offset, confidence }: Detection, duration: number) {
    const words = this.#words.current;
    const length = (offset ?? duration) - onset;
    const place = { left: share(onset, duration), width: share(length, duration), '--sure': confidence };
    const isNamed = head === 'genre' && (length / duration) * this.width > LABEL_ROOM;
    const name = words.className(label);
    return html`<li>
      <span class="bar fill ${head}" part="bar" ${ownStyle(place)}>
        ${isNamed ? html`<span class="label">${name}</span>` : html`<span class="visually-hidden">${name}</span>`}
        <span class="visually-hidden">${words.span(onset, offset)}</span>
      </span>
    </li>`;
  }

  #seeker({ duration }: Classification) {
    const words = this.#words.current;
    const { position, positionOf } = words.strings.file;
    return html`<div
      class="seek"
      role="slider"
      tabindex="0"
      aria-label=${position}
      aria-valuemin="0"
      aria-valuemax=${Math.floor(duration)}
      aria-valuenow=${this.second}
      aria-valuetext=${positionOf(words.clock(this.second), words.clock(duration))}
      @pointerdown=${this.#drag}
      @pointermove=${this.#drag}
      @keydown=${this.#key}
    >
      <div class="cursor" part="cursor"></div>
    </div>`;
  }

  #laneName({ head, bars }: Lane): string {
    const words = this.#words.current;
    const label = bars[0]?.detection.label;
    return head === 'events' && label ? words.className(label) : words.strings.head[head];
  }

  #draw(): void {
    const { canvas, classification: heard } = this;
    if (!canvas || !heard) return;
    const target = canvas.getContext('2d', { alpha: false });
    if (target && heard.features && canvas.width > 0) {
      const dark = isOnDark(this);
      if (this.#image?.of !== heard || this.#image.dark !== dark) {
        const colors = dark ? magma : paperCividis;
        const picture = recordingImage(heard.features, heard.model.bands, canvas.width, colors);
        this.#image = { of: heard, dark, picture };
        picture.draw(target, 0, picture.columns);
      }
    }
    if (this.playing && this.audio) this.#time = this.audio.currentTime;
    if (this.cursor) this.cursor.style.left = share(Math.min(this.#time, heard.duration), heard.duration);
    if (this.playing) this.#paint.invalidate();
  }

  readonly #recolor = (event: TransitionEvent): void => {
    if (event.target === this && event.propertyName === 'color') this.#paint.invalidate();
  };

  #resize(): void {
    const { canvas } = this;
    if (!canvas) return;
    this.width = canvas.clientWidth;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((each) =>
      Math.round(each * devicePixelRatio),
    );
    if (width === canvas.width && height === canvas.height) return;
    canvas.width = width!;
    canvas.height = height!;
    this.#image = undefined;
    this.#paint.invalidate();
  }

  readonly #toggle = (): void => {
    const { audio } = this;
    if (!audio) return;
    if (!audio.paused) audio.pause();
    // A browser that cannot play it says so by staying where it is.
    else void audio.play().catch(() => undefined);
  };

  readonly #follow = (): void => {
    const { audio } = this;
    if (!audio) return;
    this.playing = !audio.paused;
    this.#time = audio.currentTime;
    this.#tell();
  };

  #tell(): void {
    this.second = Math.floor(this.#time);
    this.#paint.invalidate();
  }

  readonly #drag = (event: PointerEvent): void => {
    const { seekArea, classification } = this;
    if (!seekArea || !classification || event.buttons !== 1) return;
    if (event.type === 'pointerdown') seekArea.setPointerCapture(event.pointerId);
    const { left, width } = seekArea.getBoundingClientRect();
    this.seek(((event.clientX - left) / width) * classification.duration);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.classification) return;
    if (event.key === ' ') this.#toggle();
    else {
      const time = seekTarget(event.key, this.#time, this.classification.duration);
      if (time === undefined) return;
      this.seek(time);
    }
    event.preventDefault();
  };

  readonly #choose = ({ target }: Event): void => {
    this.format = (target as HTMLSelectElement).value as ExportFormatId;
  };

  readonly #save = (): void => {
    const { classification: heard, name } = this;
    const format = EXPORT_FORMATS.find(({ id }) => id === this.format);
    if (!heard || !format) return;
    const { model, detections, duration } = heard;
    const text = format.write({
      file: name,
      timeBase: { kind: 'file' },
      model: { name: model.name, version: model.version },
      band: { low: model.fMin, high: model.fMax },
      heardUntil: duration,
      detections,
    });
    saveFile(exportFileName(name, new Date(), format.extension), format.type, text);
  };
}

/** A lane for each sound that there is. */
function arrange(detections: readonly Detection[]): Lane[] {
  const sounds = new Set(
    detections.filter(({ head, label }) => head === 'events' && label !== 'music').map(({ label }) => label),
  );
  return new Lanes(sounds.size).arrange(detections).filter(({ bars }) => bars.length > 0);
}

const share = (time: number, duration: number) => `${(100 * time) / duration}%`;
