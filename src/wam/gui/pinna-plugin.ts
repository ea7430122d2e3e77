import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import '../../elements/define/pinna-bird.js';
import '../../elements/define/pinna-events.js';
import '../../elements/define/pinna-genre.js';
import '../../elements/define/pinna-level.js';
import { BaseElement } from '../../elements/presence/base-element.js';
import { fieldStyles, headStyles, theme } from '../../elements/style/theme.js';
import { TAUGHT } from '../../decisions/embedding-head.js';
import { WordsController } from '../../elements/words/words-controller.js';
import { PinnaError } from '../../errors.js';
import { loadPart } from '../../lifetime/load-part.js';
import { Scope } from '../../lifetime/scope.js';
import { parseTaughtFile, writeTaughtFile } from '../../teach/file/taught-file.js';
import type { ParameterId } from '../settings/parameters.js';
import { HIGHEST_NOTE, nextTaughtNote, withTaughtNotes } from '../settings/note-map.js';
import type { Head, PluginSettings } from '../settings/settings.js';
import type { TrackKind } from '../node/track-kind.js';
import type { WamPinnaNode } from '../node/wam-node.js';
import { controlList } from './control-list.js';
import { noteList } from './note-list.js';
import type { PluginStrings } from './words/plugin-strings.js';
import { pluginStrings } from './words/plugin-words.js';
import { pluginStyles } from './plugin-styles.js';
import { settingsSection } from './settings-section.js';
import { taughtSection } from './taught-section.js';
import { TeachController } from './teach-controller.js';
import { teachForm } from './teach-form.js';
import { TempoController } from './tempo-controller.js';

/** Order of the heads in the view: first what the track mostly is. */
const ORDER: Readonly<Record<TrackKind, readonly Head[]>> = {
  music: ['genre', 'events', 'bird'],
  speech: ['events', 'bird', 'genre'],
  field: ['bird', 'events', 'genre'],
};

/** The view of one plugin instance: current scores, detections and all settings. */
export class PinnaPluginView extends BaseElement {
  static override styles = [theme, fieldStyles, headStyles, pluginStyles];

  /** The plugin node to show. */
  @property({ attribute: false }) node: WamPinnaNode | undefined;
  /** Colour scheme: `light` or `dark`. If absent, the page's `color-scheme` applies. */
  @property({ reflect: true }) theme?: 'light' | 'dark' | undefined;

  readonly #words = new WordsController(this);
  readonly #teaching = new TeachController(this);
  readonly #tempo = new TempoController(this);
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
    const { node } = this;
    const showsTempo = this.isConnected && node?.trackKind === 'music' && node.state.heads.includes('genre');
    this.#tempo.follow(showsTempo ? node.listener : undefined);
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
            title=${strings.bypassHelp}
            @click=${() => this.#setParameter('bypass', state.parameters.bypass === 1 ? 0 : 1)}
          >
            ${strings.bypass}
          </button>
        </header>
        ${this.#errorMessage(node, strings)}
        <div class="views" data-kind=${node.trackKind ?? nothing}>
          ${repeat(
            ORDER[node.trackKind ?? 'field'].filter((head) => state.heads.includes(head)),
            (head) => head,
            (head) => this.#head(head, node),
          )}
        </div>
        ${this.#settings(node, strings)} ${this.#notes(node, strings)} ${this.#taught(node, strings)}
        ${this.#scores(node, strings)}
      </div>
    `;
  }

  #head(head: Head, { listener, trackKind }: WamPinnaNode) {
    if (head === 'bird') return html`<pinna-bird .listener=${listener} history="30"></pinna-bird>`;
    if (head === 'events') return html`<pinna-events .listener=${listener} count="3"></pinna-events>`;
    return html`<div class="music">
      <pinna-genre .listener=${listener}></pinna-genre>
      ${trackKind === 'music' ? this.#tempoLine() : nothing}
    </div>`;
  }

  #tempoLine() {
    const words = this.#words.current;
    const { name, tempo, noBeat } = words.strings.descriptors;
    const { tempo: value, isBeat } = this.#tempo;
    return html`<p class="tempo">
      <span>${name.tempo}</span>
      <span class="light fill ${isBeat ? 'on' : ''}" aria-hidden="true"></span>
      <span class="number">${value > 0 ? tempo(words.number(value)) : noBeat}</span>
    </p>`;
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
    return settingsSection({
      node,
      words: this.#words.current,
      strings,
      onParameter: (id, value) => this.#setParameter(id, value),
      onSettings: (settings) => this.#set(settings),
      onMidi: (work) => this.#run(work),
    });
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
      <p class="small muted">${strings.notesHelp}</p>
      ${
        heads
          ? noteList({ heads, notes: state.notes, words, strings, onChange: (notes) => this.#set({ notes }) })
          : html`<p class="small muted">${strings.beforeFirstListening}</p>`
      }
    </details>`;
  }

  #taught(node: WamPinnaNode, strings: PluginStrings) {
    const { state, taught, listener } = node;
    const form = teachForm({
      teaching: this.#teaching,
      isRunning: listener?.state === 'running' && state.parameters.bypass !== 1,
      nextNote: nextTaughtNote(state.notes) ?? HIGHEST_NOTE,
      words: this.#words.current,
      strings,
      onRecord: () => this.#teaching.record(node),
      onLearn: (label, note) => this.#run(() => this.#teaching.learn(node, label, note)),
    });
    return taughtSection({
      taught,
      form,
      notes: state.notes,
      words: this.#words.current,
      strings,
      onNotes: (notes) => this.#set({ notes }),
      onTaught: (rest) => {
        const isEmpty = rest === undefined || rest.classes.length + (rest.faders?.length ?? 0) === 0;
        this.#set({ taught: isEmpty ? null : writeTaughtFile(rest) });
      },
      onRename: (kind, name, to) =>
        this.#run(() => (kind === TAUGHT ? node.renameSound(name, to) : node.renameFader(name, to))),
      onFile: (file) =>
        this.#run(async () => {
          const opened = parseTaughtFile(await file.text());
          await this.node?.setState({ taught: writeTaughtFile(opened), notes: withTaughtNotes(state.notes, opened) });
        }),
      onSave: () => {
        const { taught: text } = state;
        if (text === null) return;
        this.#run(async () => {
          const { saveFile } = await loadPart(
            import('../../elements/saving/saving.js'),
            "Pinna's code for saving and playback",
            'try again',
          );
          saveFile(`${strings.taught.fileName}.json`, 'application/json', [text]);
        });
      },
    });
  }

  #scores({ state, listener, taught }: WamPinnaNode, strings: PluginStrings) {
    const words = this.#words.current;
    const heads = listener?.model?.heads;
    return html`<details>
      <summary>${strings.scores}</summary>
      <p class="small muted">${strings.scoresHelp}</p>
      ${
        heads
          ? controlList({
              heads,
              faders: taught?.faders?.map(({ name }) => name) ?? [],
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
