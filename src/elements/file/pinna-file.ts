import { html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Classifier, type Classification, type ClassifierOptions } from '../../recordings/classifier.js';
import type { Thresholds } from '../../decisions/thresholds.js';
import type { SoundWarning } from '../../recordings/decode-audio.js';
import { missingBands } from '../../features/frame-geometry.js';
import { elementEvent } from '../listener/element-events.js';
import { dropAreaStyles, droppingStyles, fieldStyles, theme } from '../style/theme.js';
import { FileQueue, type QueuedFile } from './file-queue.js';
import { fileStyles } from './file-styles.js';
import { ownStyle } from '../style/own-style.js';
import { thresholdsOf } from '../listener/attribute-values.js';
import { recordingSummary } from './recording-summary.js';
import { SaveAll } from './save-all.js';
import { shownDetections } from '../../engine/shown-detections.js';
import type { Words } from '../words/words.js';
import { DropTarget } from '../presence/drop-target.js';
import { Presence } from '../presence/presence.js';
import { BaseElement } from '../presence/base-element.js';
import { WordsController } from '../words/words-controller.js';

const OPTIONS = ['model', 'backend', 'worker', 'webgpu', 'wasm'] as const;

/**
 * Analyses whole audio files faster than real time. Drop files on the element or choose them. Each file gets a line with a
 * summary of its sounds. The selected file is shown below with its spectrogram, its sounds, playback and export. If the
 * element is moved, it continues. If it is removed from the page, it keeps its files, and the analysis waits until it is back.
 *
 * @event {CustomEvent<FileClassified>} pinna-classified - The analysis of a file is complete.
 * @event {CustomEvent<PinnaError>} pinna-error - The analysis of a file failed.
 * @csspart drop - The drop area for files.
 * @csspart choose - The button that opens the file picker.
 * @csspart file - The line of a file.
 * @csspart progress - The progress of the file being analysed.
 * @csspart format - The choice of the file format for all results.
 * @csspart save-all - The button that saves the results of all files as one file.
 * @csspart recording - The result of the selected file, a `<pinna-recording>`.
 */
export class PinnaFile extends BaseElement {
  static override styles = [theme, fieldStyles, dropAreaStyles, droppingStyles, fileStyles];

  /** Name of a model that comes with the package, or URL of a model folder. */
  @property() model?: string;
  /** `auto` (the default) measures each backend and uses the fastest. `webgpu`, `wasm` or `cpu` selects one. */
  @property() backend?: ClassifierOptions['backend'];
  /** URL of `worker.js`. Default: beside the package's script. */
  @property() worker?: string;
  /** URL of `webgpu.js`. Default: beside the package's script. */
  @property() webgpu?: string;
  /** URL of the folder with the .wasm files. Default: beside the package's script. */
  @property() wasm?: string;
  /**
   * Detection thresholds; they override those of the model. Attribute syntax: `bird 0.8, dog 0.6 0.3, events:* 0.7`, or
   * JSON. Each entry names a class or, as in `events:*`, all other classes of a head. The first number is the score at
   * which a detection begins, the optional second one the score below which it ends. A change applies from the next file.
   */
  @property() thresholds?: string | Thresholds;
  /** Whether to find chords and key, a simple estimate. They are shown and exported. Applies from the next file. */
  @property({ type: Boolean }) chords = false;
  /** `light` or `dark`. Default: the page's `color-scheme`. */
  @property({ reflect: true }) theme?: 'light' | 'dark' | undefined;

  @state() private files: readonly QueuedFile[] = [];
  @state() private chosen: number | undefined;
  @state() private announcement = '';

  @query('input') private picker!: HTMLInputElement;

  readonly #dropTarget = new DropTarget(this, ({ files }) => this.add([...files]));
  readonly #words = new WordsController(this);
  readonly #saveAll = new SaveAll(this);
  readonly #queue = new FileQueue({
    open: () => new Classifier(this.#options),
    thresholds: () => thresholdsOf(this.thresholds),
    wantsHarmony: () => this.chords,
    onChange: (file) => this.#follow(file),
  });
  /** Object URL of the selected file, for playback. */
  #url: { readonly id: number; readonly href: string } | undefined;

  constructor() {
    super();
    new Presence(this, () => {
      this.#queue.suspend();
      this.#revokeUrl();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#queue.resume();
    // The object URL may have been revoked.
    this.requestUpdate();
  }

  /** Adds files to the queue, as a drop does. */
  add(files: Iterable<File>): void {
    this.#queue.add(files);
  }

  /** Cancels the current analysis and removes all files. */
  clear(): void {
    this.#queue.clear();
  }

  protected override render() {
    const { strings } = this.#words.current;
    const shown = this.files.find(({ id }) => id === this.chosen);
    return html`
      <div class="drop ${this.#dropTarget.isOver ? 'dropping' : ''}" part="drop">
        <p>
          <span>${strings.file.drop}</span>
          <span class="small muted">${strings.privacy}</span>
        </p>
        <button class="filled" part="choose" @click=${() => this.picker.click()}>${strings.file.choose}</button>
        <input type="file" accept="audio/*,video/*" multiple hidden @change=${this.#pick} />
      </div>
      ${
        this.files.length > 0
          ? html`<ol aria-label=${strings.file.list}>
              ${repeat(
                this.files,
                ({ id }) => id,
                (file) => this.#line(file),
              )}
            </ol>`
          : nothing
      }
      ${this.#saveAll.render(this.#words.current, this.files)}
      <div class="visually-hidden" role="status">${this.announcement}</div>
      ${
        shown?.classification
          ? html`<pinna-recording
              part="recording"
              .classification=${shown.classification}
              .src=${this.#urlOf(shown)}
              .name=${shown.file.name}
              .theme=${this.theme}
            ></pinna-recording>`
          : nothing
      }
    `;
  }

  #line(file: QueuedFile) {
    const { strings } = this.#words.current;
    const { name } = file.file;
    const isOpen = ['waiting', 'reading', 'analysing'].includes(file.state);
    const { cancel, cancelNamed, remove, removeNamed } = strings.file;
    return html`<li class=${file.state} part="file">
      ${
        file.classification
          ? html`<button
              class="title"
              aria-current=${file.id === this.chosen ? 'true' : nothing}
              @click=${() => (this.chosen = file.id)}
            >
              ${name}
            </button>`
          : html`<span class="title">${name}</span>`
      }
      <p class="outcome small muted">${this.#outcome(file)}</p>
      ${
        isOpen
          ? html`<button aria-label=${cancelNamed(name)} @click=${() => this.#queue.cancel(file.id)}>${cancel}</button>`
          : html`<button aria-label=${removeNamed(name)} @click=${() => this.#queue.remove(file.id)}>${remove}</button>`
      }
    </li>`;
  }

  #outcome({ file, state, share, classification, warnings, error }: QueuedFile) {
    const words = this.#words.current;
    const { strings } = words;
    if (classification) return summaryOf(words, classification, warnings);
    if (error) {
      const { what, todo, detail } = words.error(error);
      return html`<span class="what">${what}</span>
        <span>${todo}</span> ${detail ? html`<span lang="en">${detail}</span>` : nothing}`;
    }
    if (state === 'waiting' || state === 'cancelled') return strings.file.state[state];
    const value = state === 'analysing' ? share : nothing;
    const text = state === 'analysing' ? words.percent(share) : strings.file.state.reading;
    return html`<progress
        part="progress"
        max="1"
        value=${value}
        aria-label=${strings.file.progress(file.name)}
      ></progress>
      <span class="number" ${ownStyle({ display: 'inline' })}>${text}</span>`;
  }

  #follow(file: QueuedFile): void {
    this.files = this.#queue.files;
    if (!this.files.some(({ id }) => id === this.chosen)) this.chosen = undefined;
    if (this.#url && this.#url.id !== this.chosen) this.#revokeUrl();
    const isListed = this.files.includes(file);
    if (isListed && file.state === 'done' && file.classification) {
      this.chosen ??= file.id;
      this.announcement = `${file.file.name}: ${summaryOf(this.#words.current, file.classification, file.warnings)}`;
      this.dispatchEvent(elementEvent('pinna-classified', { file: file.file, classification: file.classification }));
    }
    if (isListed && file.state === 'failed' && file.error) {
      this.announcement = `${file.file.name}: ${this.#words.current.error(file.error).what}`;
      this.dispatchEvent(elementEvent('pinna-error', file.error));
    }
  }

  #urlOf({ id, file }: QueuedFile): string {
    if (this.#url?.id !== id) {
      this.#revokeUrl();
      this.#url = { id, href: URL.createObjectURL(file) };
    }
    return this.#url!.href;
  }

  #revokeUrl(): void {
    if (this.#url) URL.revokeObjectURL(this.#url.href);
    this.#url = undefined;
  }

  get #options(): ClassifierOptions {
    const given = OPTIONS.map((option) => [option, this[option]]).filter(
      ([, value]) => value !== undefined && value !== null,
    );
    return Object.fromEntries(given) as ClassifierOptions;
  }

  readonly #pick = (): void => {
    this.add([...(this.picker.files ?? [])]);
    this.picker.value = '';
  };
}

/** Returns a summary of a file's sounds, of the frequencies missing at its sample rate, and of the file's defects. */
function summaryOf(
  words: Words,
  { duration, detections, structure, sampleRate, model }: Classification,
  warnings: readonly SoundWarning[],
): string {
  const summary = recordingSummary(words, duration, shownDetections(detections, structure));
  const bands =
    missingBands(sampleRate, model.features) > 0
      ? ` (${words.strings.missingBands(words.hertz(sampleRate / 2, 3))})`
      : '';
  return [`${summary}${bands}`, ...warnings.map((warning) => warningText(words, warning))].join(' · ');
}

function warningText(words: Words, { code, from = 0, to = 0 }: SoundWarning): string {
  const { endMissing, cutShort, soundMissing, bytesSkipped } = words.strings.file.warning;
  const at = (seconds: number) => words.clock(seconds, 1);
  switch (code) {
    case 'end-missing':
      return endMissing;
    case 'cut-short':
      return cutShort(at(from));
    case 'sound-missing':
      return soundMissing(at(from), at(to));
    case 'bytes-skipped':
      return bytesSkipped(at(from));
  }
}
