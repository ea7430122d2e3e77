import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { elementEvent } from '../listener/element-events.js';
import { logMistake } from '../listener/page-mistakes.js';
import type { Classification } from '../../recordings/classifier.js';
import { listen } from '../../lifetime/listen.js';
import { fieldStyles, headStyles, theme } from '../style/theme.js';
import { CanvasController, canvasStyles } from '../drawing/canvas-controller.js';
import { formatChoice, Saver } from '../saving/saver.js';
import type { FormatId } from '../words/strings.js';
import { frequencyLabels, frequencyStyles } from '../drawing/frequency-axis.js';
import { heardSounds, type HeardSound } from '../../engine/heard-sounds.js';
import { shownDetections } from '../../engine/shown-detections.js';
import type { Lane } from '../detections/lanes.js';
import { motionInterval, PaintController } from '../drawing/paint-controller.js';
import { Playback } from './playback.js';
import { RecordingMap, recordingMapStyles } from './recording-map.js';
import { lanesOf, recordingChords, recordingLanes, recordingSections } from './recording-rows.js';
import { soundList } from './recording-sounds.js';
import { RECORDING_FORMATS } from './save-all.js';
import { RecordingWindow } from './recording-window.js';
import { RecordingPicture } from './recording-picture.js';
import { recordingStyles } from './recording-styles.js';
import { isOnDark } from '../drawing/color-map.js';
import { timelineStyles } from '../timeline/timeline-styles.js';
import { Presence } from '../presence/presence.js';
import { BaseElement } from '../presence/base-element.js';
import { WordsController } from '../words/words-controller.js';

/**
 * Result of a whole recording: its spectrogram and, below it on the same time axis, the music sections, the chords if
 * they were requested, and one lane per sound, then a list of all sounds, the surest first. A button switches the spectrogram
 * between frames and the mean of each beat. A cursor shows the playback position. Click, drag or use the arrow keys to
 * move it. A recording of 30 s or more can be zoomed, with buttons, the keys + and −, or the wheel with Ctrl. A small picture of
 * the whole recording then shows which part is visible, and moves it.
 *
 * @event {CustomEvent<PinnaError>} pinna-error - The property `classification` is not what `classify` returns.
 * @csspart play - The button that plays and pauses.
 * @csspart format - The choice of the file format.
 * @csspart save - The button that saves the result.
 * @csspart picture - The canvas.
 * @csspart axis - The frequency labels and the row of times.
 * @csspart sections - The row of sections, if there is music.
 * @csspart section - A section, or a chord.
 * @csspart chords - The row of chords, if the classification has them.
 * @csspart harmony - The line with the key.
 * @csspart lane - A lane; also named `bird`, `genre` or `events`.
 * @csspart bar - A detection.
 * @csspart cursor - The line at the playback position.
 * @csspart map - The small picture of the whole recording.
 * @csspart lens - The visible part, in the small picture.
 * @csspart by-beat - The button that switches the spectrogram between frames and beats.
 * @csspart button - A button for zooming.
 * @csspart found - The list of sounds.
 * @csspart sound - A sound in the list: goes to its surest moment.
 * @cssproperty --pinna-spectrogram-height - Height of the spectrogram.
 * @cssproperty --pinna-gutter - Width of the axis and of the lane names.
 */
export class PinnaRecording extends BaseElement {
  static override styles = [
    theme,
    fieldStyles,
    headStyles,
    canvasStyles,
    frequencyStyles,
    timelineStyles,
    recordingStyles,
    recordingMapStyles,
  ];

  /** Result of `classify`; the spectrogram needs its option `features`. */
  @property({ attribute: false }) classification?: Classification | undefined;
  /** URL of the sound, for playback. */
  @property() src?: string | undefined;
  /** Name of the sound file, used to name exports. */
  @property() name = '';
  /** `light` or `dark`. Default: the page's `color-scheme`. */
  @property({ reflect: true }) theme?: 'light' | 'dark' | undefined;

  /** `frame` (the default) shows every frame in the spectrogram, `beat` the mean from each beat to the next. */
  @property() by: 'frame' | 'beat' = 'frame';

  @state() private playing = false;
  @state() private second = 0;
  @state() private format: FormatId = 'csv';
  /** Width of the time axis, CSS pixels. */
  @state() private width = 0;

  @query('.picture') private canvas?: HTMLCanvasElement | null;
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
    (error) => this.#saver.report(error),
  );
  readonly #surface = new CanvasController(
    this,
    () => this.canvas,
    () => this.#fit(),
  );
  readonly #paint = new PaintController(this, () => this.#draw(), motionInterval);
  readonly #window = new RecordingWindow(() => this.requestUpdate());
  readonly #map = new RecordingMap(this, this.#window);
  #lanes: readonly Lane[] = [];
  #sounds: readonly HeardSound[] = [];

  constructor() {
    super();
    new Presence(this, () => this.#playback.leave());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unlisten = listen(this as HTMLElement, 'transitionend', this.#recolor);
    this.#playback.reconnect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unlisten();
    this.#playback.disconnect();
  }

  /**
   * Moves the cursor and the playback position.
   *
   * @param time seconds from the start
   */
  seek(time: number): void {
    this.#playback.seek(time, this.classification?.duration ?? 0);
  }

  /** Shows nothing if the page has set something else as the classification, and reports it. */
  #dropWrongClassification(): void {
    const given: unknown = this.classification;
    if (given === undefined || given === null || Array.isArray((given as Partial<Classification>).detections)) return;
    this.classification = undefined;
    const mistake = new PinnaError(
      PinnaErrorCode.BadOption,
      `The property classification of <pinna-recording> is of the type ${typeof given}, and no result. Give what classify() returns.`,
    );
    logMistake(this, mistake);
    this.dispatchEvent(elementEvent('pinna-error', mistake));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('classification')) {
      this.#dropWrongClassification();
      const { detections = [], structure, duration = 0 } = this.classification ?? {};
      this.#lanes = structure ? lanesOf(shownDetections(detections, structure)) : [];
      this.#sounds = structure ? heardSounds(detections, structure) : [];
      this.#window.reset(duration);
      this.#picture.invalidate();
      this.#map.invalidate();
    }
    if (changed.has('classification')) {
      this.#playback.reset();
      this.second = 0;
    }
    if (changed.has('classification') || changed.has('src')) this.playing = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // The same sound under another URL keeps its position.
    if (changed.has('src')) this.#playback.restore();
    this.#paint.invalidate();
  }

  protected override render() {
    const { classification } = this;
    const words = this.#words.current;
    const { strings } = words;
    if (!classification) return html`<p class="muted">${strings.spectrogramIdle}</p>`;
    const { follow } = this.#playback;
    const rows = { words, window: this.#window, width: this.width, onPress: (time: number) => this.seek(time) };
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
        ${this.#window.isLong ? this.#map.tools(strings) : nothing}
        ${
          classification.features
            ? html`<button part="by-beat" aria-pressed=${this.by === 'beat'} @click=${this.#toggleBeats}>
                ${strings.file.byBeat}
              </button>`
            : nothing
        }
        <span class="export">
          ${formatChoice(strings, RECORDING_FORMATS, this.format, (format) => (this.format = format))}
          <button part="save" @click=${this.#save}>${strings.save}</button>
        </span>
      </div>
      ${this.#saver.message(words)} ${this.#window.isLong ? this.#map.render(words) : nothing}
      <div class="room">
        ${this.src ? this.#seeker(classification) : nothing}
        <div class="spectrogram">
          <div class="frequencies small muted number" part="axis" aria-hidden="true">${frequencyLabels(words)}</div>
          <div class="frame">
            <canvas class="picture" part="picture" role="img" aria-label=${strings.file.picture}></canvas>
          </div>
        </div>
        ${recordingSections(classification, rows)} ${recordingChords(classification, rows)}
        ${recordingLanes(this.#lanes, classification.duration, rows)}
        ${this.src ? html`<div class="cursors"><div class="cursor" part="cursor"></div></div>` : nothing}
      </div>
      ${soundList(words, this.#sounds, this.#goTo)}
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
      @wheel=${this.#wheel}
      @pointerdown=${this.#drag}
      @pointermove=${this.#drag}
      @keydown=${this.#key}
    ></div>`;
  }

  #draw(): void {
    const { classification } = this;
    const { target } = this.#surface;
    if (!target || !classification) return;
    const onDark = isOnDark(this);
    const { time, playing } = this.#playback;
    if (playing) this.#window.follow(time);
    const { from, to, scale } = this.#window;
    this.#picture.draw(target, classification, { from, to }, { onDark, byBeat: this.by === 'beat' });
    this.#map.draw(classification, onDark);
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
    this.seek(this.#timeAt(event.clientX));
  };

  /** Returns the time at a place, seconds. @param x CSS pixels */
  #timeAt(x: number): number {
    const { left, width } = this.seekArea!.getBoundingClientRect();
    return this.#window.from + ((x - left) / width) * this.#window.span;
  }

  readonly #wheel = (event: WheelEvent): void => {
    if (!this.#window.isLong || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.#window.zoom(Math.exp(-event.deltaY / 200), this.#timeAt(event.clientX));
  };

  /** Goes to the surest moment of a sound, and makes it visible. */
  readonly #goTo = ({ surest }: HeardSound): void => {
    if (!this.#window.isWhole) this.#window.centre((surest.onset + surest.offset) / 2);
    this.seek(surest.onset);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.classification) return;
    if (this.#map.press(event.key, this.#playback.time)) event.preventDefault();
    else if (this.#playback.press(event.key, this.classification.duration)) {
      event.preventDefault();
      this.#window.follow(this.#playback.time);
    }
  };

  readonly #toggleBeats = (): void => {
    this.by = this.by === 'beat' ? 'frame' : 'beat';
  };

  readonly #save = (): void => {
    const { classification, name, format } = this;
    if (classification) void this.#saver.use(({ saveRecording }) => saveRecording({ name, classification }, format));
  };
}
