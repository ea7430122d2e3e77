import { LOG_MEL_64 } from '../../features/log-mel-parameters.js';
import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import '../../elements/define/pinna-bird.js';
import '../../elements/define/pinna-events.js';
import '../../elements/define/pinna-genre.js';
import '../../elements/define/pinna-level.js';
import { fieldStyles, headStyles, theme } from '../../elements/style/theme.js';
import { WordsController } from '../../elements/words/words-controller.js';
import { PinnaError } from '../../errors.js';
import { Scope } from '../../lifetime/scope.js';
import { SHIPPED_MODELS } from '../../model/shipped-models.js';
import { PARAMETER_IDS, type ParameterId } from '../settings/parameters.js';
import { HEADS, type Head, type PluginSettings } from '../settings/settings.js';
import type { WamPinnaNode } from '../node/wam-node.js';
import { controlList } from './control-list.js';
import { noteList } from './note-list.js';
import { parameterSlider } from './parameter-slider.js';
import type { PluginStrings } from './words/plugin-strings.js';
import { pluginStrings } from './words/plugin-words.js';
import { pluginStyles } from './plugin-styles.js';

/** The view of one plugin instance: current scores, detections and all settings. */
export class PinnaPluginView extends LitElement {
  static override styles = [theme, fieldStyles, headStyles, pluginStyles];

  /** The plugin node to show. */
  @property({ attribute: false }) node: WamPinnaNode | undefined;
  /** Colour scheme: `light` or `dark`. If absent, the page's `color-scheme` applies. */
  @property({ reflect: true }) theme?: 'light' | 'dark' | undefined;

  readonly #words = new WordsController(this);
  /** Why the latest request from this view was rejected; undefined if it was accepted. */
  #rejection: PinnaError | undefined;
  #subscriptions: Scope | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#subscribe();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#subscriptions?.close();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('node') && this.isConnected) this.#subscribe();
  }

  protected override render() {
    const { node } = this;
    if (!node) return nothing;
    const words = this.#words.current;
    const strings = pluginStrings(words.lang);
    const { state, listener } = node;
    return html`
      <div role="group" lang=${words.lang} aria-label=${strings.view}>
        <header>
          <h2>${strings.name}</h2>
          <span class="state small muted" role="status">${this.#stateWord(node, strings)}</span>
          <pinna-level .listener=${listener}></pinna-level>
          <button
            class=${state.parameters.bypass === 1 ? 'filled' : ''}
            aria-pressed=${state.parameters.bypass === 1 ? 'true' : 'false'}
            @click=${() => this.#setParameter('bypass', state.parameters.bypass === 1 ? 0 : 1)}
          >
            ${strings.bypass}
          </button>
        </header>
        ${this.#errorMessage(node, strings)}
        <div class="views">
          ${state.heads.includes('bird') ? html`<pinna-bird .listener=${listener} history="30"></pinna-bird>` : nothing}
          ${
            state.heads.includes('events')
              ? html`<pinna-events .listener=${listener} count="3"></pinna-events>`
              : nothing
          }
          ${state.heads.includes('genre') ? html`<pinna-genre .listener=${listener}></pinna-genre>` : nothing}
        </div>
        ${this.#settings(node, strings)} ${this.#notes(node, strings)} ${this.#scores(node, strings)}
      </div>
    `;
  }

  #stateWord({ state, listener, problem }: WamPinnaNode, strings: PluginStrings): string {
    const words = this.#words.current.strings.state;
    if (state.parameters.bypass === 1) return strings.bypassed;
    if (listener?.state === 'running') return words.running;
    return problem ? words.failed : words.starting;
  }

  #errorMessage(node: WamPinnaNode, strings: PluginStrings) {
    const error = this.#rejection ?? (node.listener?.state === 'running' ? undefined : node.problem);
    if (!error) return nothing;
    const { what, todo, detail } = this.#words.current.error(error);
    return html`<p class="problem" role="alert">
      <span class="what">${what} ${todo} ${detail ? html`<span lang="en">${detail}</span>` : nothing}</span>
      ${this.#rejection ? nothing : html`<button @click=${() => void node.retry()}>${strings.tryAgain}</button>`}
    </p>`;
  }

  #settings(node: WamPinnaNode, strings: PluginStrings) {
    const words = this.#words.current;
    const { state, listener } = node;
    const { heads, model, parameters } = state;
    const hop = 1000 * (listener?.model?.features ?? LOG_MEL_64).hopSeconds;
    const sliders = PARAMETER_IDS.filter((id) => id !== 'bypass').map((id) =>
      parameterSlider({
        id,
        value: parameters[id]!,
        hop,
        words,
        strings,
        onInput: (...given) => this.#setParameter(...given),
      }),
    );
    const models: string[] = [...new Set([...SHIPPED_MODELS, model])];
    const chooseHead = (head: Head, isOn: boolean) =>
      this.#set({ heads: HEADS.filter((one) => (one === head ? isOn : heads.includes(one))) });
    return html`<details>
      <summary>${strings.settings}</summary>
      <fieldset>
        <legend>${strings.heads}</legend>
        ${HEADS.map(
          (head) =>
            html`<label>
              <input
                type="checkbox"
                .checked=${heads.includes(head)}
                @change=${({ target }: Event) => chooseHead(head, (target as HTMLInputElement).checked)}
              />
              ${strings.head[head]}
            </label>`,
        )}
      </fieldset>
      ${sliders}
      <div class="field">
        <label for="model">${strings.model}</label>
        <select
          id="model"
          aria-describedby="restarts"
          .value=${live(model)}
          @change=${({ target }: Event) => this.#set({ model: (target as HTMLSelectElement).value })}
        >
          ${models.map((name) => html`<option value=${name} ?selected=${name === model}>${name}</option>`)}
        </select>
      </div>
      <p id="restarts" class="small muted">${strings.restarts}</p>
      ${this.#midi(node, strings)}
    </details>`;
  }

  #midi(node: WamPinnaNode, strings: PluginStrings) {
    const outputs = node.knownMidiOutputs;
    const { midiOutput } = node.state;
    const isMissing = midiOutput !== null && !outputs?.some(({ id }) => id === midiOutput);
    const choose = ({ target }: Event) => {
      const { value } = target as HTMLSelectElement;
      this.#run(() => node.chooseMidiOutput(value === '' ? null : value));
    };
    return html`<div class="field">
      <label for="midi">${strings.midiOutput}</label>
      ${
        outputs
          ? html`<select id="midi" @change=${choose}>
              <option value="" ?selected=${midiOutput === null}>${strings.noOutput}</option>
              ${isMissing ? html`<option value=${midiOutput} selected>${strings.waiting(midiOutput)}</option>` : nothing}
              ${outputs.map(
                ({ id, name }) => html`<option value=${id} ?selected=${id === midiOutput}>${name}</option>`,
              )}
            </select>`
          : html`<button id="midi" @click=${() => this.#run(() => node.midiOutputs())}>${strings.findOutputs}</button>`
      }
    </div>`;
  }

  #notes({ state, listener }: WamPinnaNode, strings: PluginStrings) {
    const words = this.#words.current;
    const heads = listener?.model?.heads.filter(({ name }) => state.heads.some((head) => head === name));
    return html`<details>
      <summary>${strings.notes}</summary>
      <label>
        <input
          type="checkbox"
          .checked=${state.emitsNotes}
          @change=${({ target }: Event) => this.#set({ emitsNotes: (target as HTMLInputElement).checked })}
        />
        ${strings.emitNotes}
      </label>
      ${
        heads
          ? noteList({ heads, notes: state.notes, words, strings, onChange: (notes) => this.#set({ notes }) })
          : html`<p class="small muted">${strings.beforeFirstListening}</p>`
      }
    </details>`;
  }

  #scores({ state, listener }: WamPinnaNode, strings: PluginStrings) {
    const words = this.#words.current;
    const heads = listener?.model?.heads;
    return html`<details>
      <summary>${strings.scores}</summary>
      ${
        heads
          ? controlList({
              heads,
              controls: state.controls,
              words,
              strings,
              onChange: (controls) => this.#set({ controls }),
            })
          : html`<p class="small muted">${strings.beforeFirstListening}</p>`
      }
    </details>`;
  }

  #setParameter(id: ParameterId, value: number): void {
    void this.node?.setParameterValues({ [id]: { id, value, normalized: false } });
  }

  #set(settings: Partial<PluginSettings>): void {
    this.#run(() => this.node?.setState(settings));
  }

  /** Runs an operation that may reject. The error is shown until the next operation starts. */
  #run(work: () => unknown): void {
    this.#rejection = undefined;
    this.requestUpdate();
    Promise.resolve(work()).catch((error: unknown) => {
      if (!(error instanceof PinnaError)) throw error;
      this.#rejection = error;
      this.requestUpdate();
    });
  }

  #subscribe(): void {
    void this.#subscriptions?.close();
    const scope = (this.#subscriptions = new Scope());
    const draw = () => this.requestUpdate();
    if (this.node) for (const type of ['pinna-change', 'pinna-error']) scope.listen(this.node, type, draw);
    draw();
  }
}
