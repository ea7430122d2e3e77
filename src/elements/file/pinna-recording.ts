import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Classification } from '../../recordings/classifier.js';
import { EXPORT_FORMAT_IDS } from '../../formats/export-format-ids.js';
import { listen } from '../../lifetime/listen.js';
import { fieldStyles, headStyles, theme } from '../style/theme.js';
import { CanvasController, canvasStyles } from '../drawing/canvas-controller.js';
import { formatChoice, Saver } from '../saving/saver.js';
import type { FormatId } from '../words/strings.js';
import { frequencyLabels, frequencyStyles } from '../drawing/frequency-axis.js';
import type { Lane } from '../detections/lanes.js';
import { motionInterval, PaintController } from '../drawing/paint-controller.js';
import { Playback } from './playback.js';
import { lanesOf, recordingLanes, recordingSections } from './recording-rows.js';
import { RecordingPicture } from './recording-picture.js';
import { recordingStyles } from './recording-styles.js';
import { isOnDark } from '../drawing/color-map.js';
import { TimeScale } from '../time/time-scale.js';
import { timelineStyles } from '../timeline/timeline-styles.js';
import { WordsController } from '../words/words-controller.js';

/** Export formats; unlike a live session, a whole recording can also export its frame scores. */
const FORMATS = [...EXPORT_FORMAT_IDS, 'frames'] as const;

/**
 * Result of a whole recording: its spectrogram and, below it on the same time axis, the music sections and one lane per
 * sound. A cursor shows the playback position. Click, drag or use the arrow keys to move it.
 *
 * @csspart play - The button that plays and pauses.
 * @csspart format - The choice of the file format.
 * @csspart save - The button that saves the result.
 * @csspart picture - The canvas.
 * @csspart axis - The frequency labels and the row of times.
 * @csspart sections - The row of sections, if there is music.
 * @csspart section - A section.
 * @csspart lane - A lane; also named `bird`, `genre` or `events`.
 * @csspart bar - A detection.
 * @csspart cursor - The line at the playback position.
 * @cssproperty --pinna-spectrogram-height - Height of the spectrogram.
 * @cssproperty --pinna-gutter - Width of the axis and of the lane names.
 */
export class PinnaRecording extends LitElement {
  static override styles = [
    theme,
    fieldStyles,
    headStyles,
    canvasStyles,
    frequencyStyles,
    timelineStyles,
    recordingStyles,
  ];

  /** Result of `classify`; the spectrogram needs its option `features`. */
  @property({ attribute: false }) classification?: Classification | undefined;
  /** URL of the sound, for playback. */
  @property() src?: string | undefined;
  /** Name of the sound file, used to name exports. */
  @property() name = '';
  /** `light` or `dark`. Default: the page's `color-scheme`. */
  @property({ reflect: true }) theme?: 'light' | 'dark' | undefined;

  @state() private playing = false;
  @state() private second = 0;
  @state() private format: FormatId = 'csv';
  /** Width of the time axis, CSS pixels. */
  @state() private width = 0;

  @query('canvas') private canvas?: HTMLCanvasElement | null;
  @query('audio') private audio?: HTMLAudioElement | null;
  @query('.seek') private seekArea?: HTMLElement | null;
  @query('.cursor') private cursor?: HTMLElement | null;

  #unlisten = () => {};
  readonly #words = new WordsController(this);
  readonly #saver = new Saver(this);
  readonly #picture = new RecordingPicture();
  readonly #playback = new Playback(
    () => this.audio,
    () => this.#syncPlayback(),
  );
  readonly #surface = new CanvasController(
    this,
    () => this.canvas,
    () => this.#fit(),
  );
  readonly #paint = new PaintController(this, () => this.#draw(), motionInterval);
  #lanes: readonly Lane[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unlisten = listen(this as HTMLElement, 'transitionend', this.#recolor);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unlisten();
    this.#playback.pause();
  }

  /**
   * Moves the cursor and the playback position.
   *
   * @param time seconds from the start
   */
  seek(time: number): void {
    this.#playback.seek(time, this.classification?.duration ?? 0);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('classification')) {
      this.#lanes = this.classification ? lanesOf(this.classification) : [];
      this.#picture.invalidate();
    }
    if (changed.has('classification') || changed.has('src')) {
      this.#playback.reset();
      this.second = 0;
      this.playing = false;
    }
  }

  protected override updated(): void {
    this.#paint.invalidate();
  }

  protected override render() {
    const { classification } = this;
    const words = this.#words.current;
    const { strings } = words;
    if (!classification) return html`<p class="muted">${strings.spectrogramIdle}</p>`;
    const { follow } = this.#playback;
    return html`
      <div class="player">
        ${
          this.src
            ? html`<button class="play" part="play" @click=${this.#playback.toggle}>
                  ${this.playing ? strings.file.pause : strings.file.play}
                </button>
                <span class="number">
                  ${strings.file.positionOf(words.clock(this.second), words.clock(classification.duration))}
                </span>`
            : nothing
        }
        <span class="export">
          ${formatChoice(strings, FORMATS, this.format, (format) => (this.format = format))}
          <button part="save" @click=${this.#save}>${strings.save}</button>
        </span>
      </div>
      ${this.#saver.message(words)}
      <div class="room">
        <div class="spectrogram">
          <div class="frequencies small muted number" part="axis" aria-hidden="true">
            ${frequencyLabels(words, classification.model.features)}
          </div>
          <div class="frame"><canvas part="picture" role="img" aria-label=${strings.file.picture}></canvas></div>
        </div>
        ${recordingSections(words, classification, this.width)}
        ${recordingLanes(words, this.#lanes, classification.duration, this.width)}
        ${this.src ? this.#seeker(classification) : nothing}
      </div>
      ${
        this.src
          ? html`<audio src=${this.src} preload="auto" @play=${follow} @pause=${follow} @timeupdate=${follow}></audio>`
          : nothing
      }
    `;
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

  #draw(): void {
    const { classification } = this;
    const { target } = this.#surface;
    if (!target || !classification) return;
    this.#picture.draw(target, classification, isOnDark(this));
    const { time, playing } = this.#playback;
    const scale = new TimeScale(classification.duration, classification.duration);
    if (this.cursor) this.cursor.style.left = scale.left(Math.min(time, classification.duration));
    if (playing) this.#paint.invalidate();
  }

  readonly #recolor = (event: TransitionEvent): void => {
    if (event.target === this && event.propertyName === 'color') this.#paint.invalidate();
  };

  /** Handles a resize, which has cleared the canvas. */
  #fit(): void {
    this.width = this.#surface.width;
    this.#picture.invalidate();
    this.#paint.invalidate();
  }

  #syncPlayback(): void {
    this.playing = this.#playback.playing;
    this.second = Math.floor(this.#playback.time);
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
    if (this.#playback.press(event.key, this.classification.duration)) event.preventDefault();
  };

  readonly #save = (): void => {
    const { classification, name, format } = this;
    if (classification) void this.#saver.use(({ saveRecording }) => saveRecording(classification, name, format));
  };
}
