import { html } from 'lit';
import { DropTarget } from '../presence/drop-target.js';
import { listIn } from '../presence/list-in.js';
import { property, query, state } from 'lit/decorators.js';
import { followInputs, type InputDevice, type InputList } from '../../capture/sources/devices.js';
import { unforeseenError, type PinnaError } from '../../errors.js';
import type { ListenerStatus } from '../../listener/listener-events.js';
import type { DefaultSource } from '../../listener/listener-options.js';
import { controlsStyles } from './controls-styles.js';
import { droppedFile } from './dropped-file.js';
import { droppingStyles, fieldStyles, theme } from '../style/theme.js';
import { ListenerController, type ListenerLike } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { listeningMessage } from './listening-message.js';
import {
  choiceOf,
  PICK_FILE,
  PICKED_FILE,
  sourceChoices,
  type ExtraSource,
  type SourceChoice,
} from './source-choice.js';

const MICROPHONE = { kind: 'microphone' } as const;

/**
 * Start and stop button, source picker, level meter, and one message that explains the current state. Dropping an audio
 * file on the element plays and analyses it.
 *
 * @csspart row - The line of controls.
 * @csspart source - The source picker.
 * @csspart button - The button; also named `start` or `stop`.
 * @csspart level - The level meter.
 * @csspart chip - The state in a word.
 * @csspart message - What happened and what to do.
 */
export class PinnaControls extends ListenerView {
  static override styles = [theme, fieldStyles, droppingStyles, controlsStyles];

  /** Sources that the page offers in addition to inputs and files. */
  @property({ attribute: false }) extraSources: readonly ExtraSource[] = [];

  /** One line: the message appears only if there is something to do, over the content beside the controls. */
  @property({ type: Boolean, reflect: true }) compact = false;

  @state() private inputs: readonly InputDevice[] = [];
  @state() private file: File | undefined;
  @state() private chosen = 'microphone';
  @state() private error: PinnaError | undefined;
  /** Whether a source is being opened, before the call of the listener's `start`. */
  @state() private opening = false;
  @query('input') private picker!: HTMLInputElement;
  @query('select') private menu!: HTMLSelectElement;

  readonly #dropTarget = new DropTarget(this, (data) => {
    try {
      const file = droppedFile(data);
      if (file) this.play(file);
    } catch (error) {
      this.error = unforeseenError(error);
    }
  });
  /** Number of the latest start or stop; the result of an earlier start is ignored. */
  #presses = 0;
  #inputList: InputList | undefined;
  /** The listener's default source; the microphone while there is no listener. */
  #defaultSource: DefaultSource = MICROPHONE;

  readonly #connection = new ListenerController(this, {
    statechange: ({ detail }) => {
      if (detail === 'starting') this.error = undefined;
      // The browser reveals input names only after the user has allowed the microphone.
      if (detail === 'running') this.#inputList?.refresh();
    },
    status: () => {
      this.#follow(this.#connection.listener);
      this.requestUpdate();
    },
    error: ({ detail }) => {
      this.error = detail;
    },
    replaced: (listener) => {
      this.error = undefined;
      this.#follow(listener);
    },
    missed: (listener) => this.#follow(listener),
  });

  /** Plays an audio file and analyses it. */
  play(file: File): void {
    this.file = file;
    this.chosen = PICKED_FILE;
    this.#begin();
  }

  /** Starts listening to one of the page's own sources, counted from 0. */
  startExtra(position: number): void {
    this.chosen = `extra:${position}`;
    this.#begin();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#inputList = followInputs((inputs) => this.#updateInputs(inputs));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#inputList?.end();
  }

  protected override render() {
    const { status: listenerStatus } = this.#connection.listener ?? {};
    const status: ListenerStatus | undefined =
      listenerStatus && this.opening ? { ...listenerStatus, state: 'starting' } : listenerStatus;
    const choices = this.#choices;
    const choice = choices.find(({ value }) => value === this.chosen)?.label ?? '';
    const asks = this.chosen.startsWith('microphone');
    const { strings } = this.words;
    const error = this.error ?? this.#connection.problem;
    const { mood, word, what, todo, detail } = listeningMessage(this.words, status, error, asks, choice);
    const active = status !== undefined && status.state !== 'idle';
    const isNeeded = !this.compact || mood === 'alert' || (asks && status?.state === 'starting');
    const start = this.error ? strings.tryAgain : strings.start;
    const group = (name: SourceChoice['group']) =>
      choices
        .filter((choice) => choice.group === name)
        .map(({ value, label }) => html`<option value=${value}>${label}</option>`);
    return html`
      <div part="row" class="row ${this.#dropTarget.isOver ? 'dropping' : ''}">
        <select part="source" aria-label=${strings.source} @change=${this.#choose}>
          <optgroup label=${strings.inputsGroup}>${group('inputs')}</optgroup>
          <optgroup label=${strings.otherGroup}>${group('other')}</optgroup>
        </select>
        <button
          class=${active ? '' : 'filled'}
          part="button ${active ? 'stop' : 'start'}"
          @click=${active ? this.#end : this.#begin}
        >
          ${active ? strings.stop : start}
        </button>
        <pinna-level part="level" .listener=${this.#connection.listener}></pinna-level>
        <span class="chip small ${mood}" part="chip"
          ><span class="dot fill"></span><span class="word">${word}</span></span
        >
      </div>
      <p class="message ${mood} ${isNeeded ? '' : 'visually-hidden'}" part="message" role="status">
        <span class="what">${what}</span> <span class="small muted">${todo}</span>
        ${detail ? html`<span class="small muted" lang="en">${detail}</span>` : ''}
      </p>
      <input type="file" accept="audio/*,video/*" hidden @change=${this.#pick} />
    `;
  }

  /** Selects the chosen source once its option is there. */
  protected override updated(): void {
    if (this.menu.value !== this.chosen) this.menu.value = this.chosen;
  }

  get #choices(): SourceChoice[] {
    return sourceChoices(this.words, this.inputs, this.file, listIn(this.extraSources), this.#defaultSource);
  }

  /** Selects the listener's default source if it has changed. */
  #follow(listener: ListenerLike | undefined): void {
    const { source = MICROPHONE } = listener ?? {};
    if (source === this.#defaultSource) return;
    this.#defaultSource = source;
    this.chosen = choiceOf(source);
  }

  #updateInputs(inputs: InputDevice[]): void {
    this.inputs = inputs;
    // If the chosen input was unplugged, the default source is selected.
    if (!this.#choices.some(({ value }) => value === this.chosen)) this.chosen = choiceOf(this.#defaultSource);
  }

  readonly #choose = ({ target }: Event): void => {
    const select = target as HTMLSelectElement;
    if (select.value === PICK_FILE) {
      select.value = this.chosen;
      this.picker.click();
      return;
    }
    this.chosen = select.value;
    const state = this.#connection.listener?.state;
    if (this.opening || state === 'running' || state === 'starting') this.#begin();
    else this.#choices.find(({ value }) => value === this.chosen)?.prepare?.();
  };

  readonly #pick = (): void => {
    const file = this.picker.files?.[0];
    this.picker.value = '';
    if (file) this.play(file);
  };

  readonly #begin = (): void => void this.#open();

  readonly #end = (): void => {
    this.#presses++;
    this.opening = false;
    void this.#connection.listener?.stop();
  };

  async #open(): Promise<void> {
    const choice = this.#choices.find(({ value }) => value === this.chosen);
    const press = ++this.#presses;
    this.error = undefined;
    this.opening = true;
    try {
      const source = await choice?.open?.();
      if (press !== this.#presses) return;
      this.opening = false;
      if (this.#connection.listener) await this.#connection.listener.start(source);
      else this.#connection.reportMissing();
    } catch (error) {
      // The listener also dispatches its errors as events. An AbortError means that the start was stopped.
      if (press !== this.#presses) return;
      this.opening = false;
      if ((error as Error).name !== 'AbortError') this.error = unforeseenError(error);
    }
  }
}
