import { html } from 'lit';
import { listIn } from '../presence/list-in.js';
import { property, query, state } from 'lit/decorators.js';
import type { Source } from '../../capture/sources/source.js';
import type { Detection } from '../../decisions/detection.js';
import type { Thresholds } from '../../decisions/thresholds.js';
import type { DefaultSource, ListenerOptions } from '../../listener/listener-options.js';
import type { PinnaControls } from '../controls/pinna-controls.js';
import type { ExtraSource } from '../controls/source-choice.js';
import { reportWrongAttribute } from '../listener/checked-attributes.js';
import type { ListenerLike } from '../listener/listener-controller.js';
import type { PinnaListener } from '../listener/pinna-listener.js';
import type { PinnaLog } from '../log/pinna-log.js';
import { fieldStyles, theme } from '../style/theme.js';
import type { Words } from '../words/words.js';
import { BaseElement } from '../presence/base-element.js';
import { WordsController } from '../words/words-controller.js';
import { liveStyles } from './live-styles.js';

/**
 * The whole live view in one tag: controls, the answer, the spectrogram with the lanes of detections, and folded below them the
 * scores, the log and the technical details. It owns its `<pinna-listener>`, and passes its attributes on to it. Until it is
 * started for the first time, it says what it is.
 *
 * @slot samples - Pictures of what it will look like, shown until the first start.
 * @slot caption - One line below the answer, such as what a demo is playing.
 * @slot - The page's own content, below the folded parts.
 * @event {CustomEvent<DetectionChange>} pinna-detection - A detection has begun or ended.
 * @event {CustomEvent<Frames>} pinna-frames - One network step: all scores, and log-mel frames.
 * @event {CustomEvent<ListenerStatus>} pinna-status - About four times a second while running, and at each change of state.
 * @event {CustomEvent<PinnaError>} pinna-error - Listening failed to start or broke off, or an attribute is invalid.
 * @event {CustomEvent<readonly Detection[]>} pinna-select - The selection in the lanes has changed.
 * @csspart welcome - What is shown until the first start.
 * @csspart controls - The place of the controls.
 * @csspart answer - The place of the answer.
 * @csspart picture - The place of the spectrogram and the lanes.
 * @csspart more - The place of the folded parts.
 * @cssproperty --pinna-spectrogram-height - Height of the spectrogram. Default: by the height of the screen.
 * @cssproperty --pinna-now-size - Size of the answer's type.
 */
export class PinnaLive extends BaseElement {
  static override styles = [theme, fieldStyles, liveStyles];

  /** Name of a model that comes with the package, or URL of a model folder. */
  @property() model?: string;
  /** `auto` (the default) measures each backend and uses the fastest. `webgpu`, `wasm` or `cpu` selects one. */
  @property() backend?: ListenerOptions['backend'];
  /** Detection thresholds, as in `<pinna-listener>`. */
  @property() thresholds?: string | Thresholds;
  /** Taught sounds, as in `<pinna-listener>`. */
  @property() taught?: PinnaListener['taught'];
  /** Keeps frames from which sounds can be taught, as in `<pinna-listener>`. */
  @property({ type: Boolean }) teaching?: boolean;
  /** Default source, as in `<pinna-listener>`. */
  @property() source?: string | DefaultSource;
  /** Length of the newest sound kept in memory, seconds, as in `<pinna-listener>`. */
  @property({ type: Number, attribute: 'keep-seconds' }) keepSeconds?: number;
  /** Keeps listening until it is stopped, as in `<pinna-listener>`. */
  @property({ type: Boolean, attribute: 'keep-listening' }) keepListening?: boolean;
  /** Name under which the log is stored on this device, as in `<pinna-log>`. Without it, nothing is stored. */
  @property() remember?: string;
  /** Address of a page that describes the classes, to which names link, as in `<pinna-now>`. Default: none. */
  @property({ attribute: 'class-page' }) classPage?: string;
  /** Keeps the screen on while listening, as in `<pinna-listener>`. */
  @property({ attribute: 'keep-awake' }) keepAwake?: PinnaListener['keepAwake'];
  /** Whether worker and model are loaded while the page is idle, as in `<pinna-listener>`. */
  @property() preload?: PinnaListener['preload'];
  /** URL of `worker.js`. Default: beside the package's script. */
  @property() worker?: string;
  /** URL of `webgpu.js`. Default: beside the package's script. */
  @property() webgpu?: string;
  /** URL of `capture.worklet.js`. Default: beside the package's script. */
  @property() worklet?: string;
  /** URL of the folder with the .wasm files. Default: beside the package's script. */
  @property() wasm?: string;
  /** `light` or `dark`. Default: the page's `color-scheme`. */
  @property({ reflect: true }) theme?: 'light' | 'dark';
  /** Sources that the page offers in addition to inputs and files. The first one can be tried before the first start. */
  @property({ attribute: false }) extraSources: readonly ExtraSource[] = [];

  /** Whether it has been started. */
  @state() private isBegun = false;
  @state() private selected: readonly Detection[] = [];
  /** Number of detections in the log. */
  @state() private logged = 0;
  @state() private given: ListenerLike | undefined;
  @query('pinna-listener') private own!: PinnaListener | null;
  @query('pinna-controls') private controls!: PinnaControls;
  @query('pinna-log') private log!: PinnaLog | null;

  readonly #words = new WordsController(this);

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(name, before, value);
    reportWrongAttribute(this, name);
  }

  /** The listener that was set, otherwise its own; undefined before the first rendering. */
  get listener(): ListenerLike | undefined {
    return this.given ?? this.own?.listener;
  }

  set listener(listener: ListenerLike | undefined) {
    this.given = listener;
  }

  /**
   * Starts listening to a source; without one, to the default source.
   *
   * @throws PinnaError as `Listener.start`
   */
  async start(source?: Source): Promise<void> {
    await this.updateComplete;
    await this.own?.start(source);
  }

  /** Stops listening. Resolves when all work has ended. */
  async stop(): Promise<void> {
    await this.own?.stop();
  }

  /** Plays an audio file and analyses it. */
  async play(file: File): Promise<void> {
    await this.updateComplete;
    this.controls.play(file);
  }

  protected override render() {
    const words = this.#words.current;
    const { live } = words.strings;
    return html`
      <pinna-listener
        .model=${this.model}
        .backend=${this.backend}
        .thresholds=${this.thresholds}
        .taught=${this.taught}
        .teaching=${this.teaching}
        .source=${this.source}
        .keepSeconds=${this.keepSeconds}
        .keepListening=${this.keepListening}
        .keepAwake=${this.keepAwake ?? 'auto'}
        .preload=${this.preload ?? 'none'}
        .worker=${this.worker}
        .webgpu=${this.webgpu}
        .worklet=${this.worklet}
        .wasm=${this.wasm}
        .theme=${this.theme}
        .listener=${this.given}
        @pinna-status=${this.#follow}
        @pinna-detection=${this.#count}
        @pinna-select=${this.#select}
      >
        <div class="view">
          <div class="controls" part="controls">
            <pinna-controls compact exportparts="source, button" .extraSources=${this.extraSources}></pinna-controls>
          </div>
          ${this.isBegun ? '' : this.#welcome(words)}
          <div class="answer" part="answer" ?hidden=${!this.isBegun}>
            <pinna-now .classPage=${this.classPage}></pinna-now>
            <slot name="caption"></slot>
          </div>
          <div class="picture" part="picture" ?hidden=${!this.isBegun}>
            <pinna-spectrogram .selected=${this.selected}></pinna-spectrogram>
            <pinna-timeline .classPage=${this.classPage}></pinna-timeline>
          </div>
          <div class="more" part="more">
            <details>
              <summary>${live.scores}</summary>
              <div class="scores">
                <pinna-events></pinna-events>
                <pinna-genre></pinna-genre>
                <pinna-bird></pinna-bird>
              </div>
            </details>
            <details>
              <summary>${this.logged > 0 ? live.logOf(words.number(this.logged)) : live.log}</summary>
              <pinna-log .remember=${this.remember ?? ''} .classPage=${this.classPage}></pinna-log>
            </details>
            <details>
              <summary>${live.details}</summary>
              <pinna-status></pinna-status>
            </details>
            <slot></slot>
          </div>
        </div>
      </pinna-listener>
    `;
  }

  #welcome(words: Words) {
    const { live } = words.strings;
    const [extra] = listIn(this.extraSources);
    return html`<div class="welcome" part="welcome">
      <p class="what">${live.what} ${live.private}</p>
      ${extra ? html`<button @click=${() => this.controls.startExtra(0)}>${live.tryIt(extra.label)}</button>` : ''}
      <p class="small muted">${live.limits}</p>
      <div class="samples"><slot name="samples"></slot></div>
    </div>`;
  }

  readonly #follow = ({ detail: { state: now } }: HTMLElementEventMap['pinna-status']): void => {
    if (now !== 'idle') this.isBegun = true;
  };

  readonly #count = (): void => {
    this.logged = this.log?.entries.length ?? 0;
  };

  readonly #select = ({ detail }: HTMLElementEventMap['pinna-select']): void => {
    this.selected = detail;
  };
}
