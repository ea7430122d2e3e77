import { html, nothing, type ReactiveControllerHost } from 'lit';
import { LONGEST_LABEL } from '../../teach/file/taught-class.js';
import { correctionItem, type CorrectionActions } from './correction-item.js';
import { faderItem, type FaderActions } from './fader-item.js';
import type { KeptFocus } from './kept-focus.js';
import { taughtItem, type TaughtActions } from './taught-item.js';
import type { TeachContext } from './teach-context.js';

/** Shortest time between two numbers of a fader on the page, ms. */
const FADER_INTERVAL = 200;

/** What a row of the lists shows: a taught sound, a fader, or what was taught to another model. */
type Kind = 'sound' | 'fader' | 'other';

/** A row that is changed now. */
interface ChangedRow {
  readonly name: string;
  readonly kind: Kind;
  /** Whether it gets another name, or is about to be removed. */
  readonly change: 'rename' | 'remove';
}

/** The lists of taught sounds, faders, corrections, and sounds of other models. Main thread. */
export class TaughtLists {
  readonly #host: ReactiveControllerHost;
  readonly #context: TeachContext;
  readonly #focus: KeptFocus;
  #changed: ChangedRow | undefined;
  /** Values of the faders, as they are shown, and when they were read, ms. */
  #values: ReadonlyMap<string, number> = new Map();
  #read = 0;

  constructor(host: ReactiveControllerHost, context: TeachContext, focus: KeptFocus) {
    this.#host = host;
    this.#context = context;
    this.#focus = focus;
  }

  /** Shows the newest values of the faders, a few times a second. */
  showFaders(faders: Readonly<Record<string, Float32Array>>): void {
    const now = performance.now();
    if (now - this.#read < FADER_INTERVAL) return;
    this.#read = now;
    this.#values = new Map(Object.entries(faders).map(([name, values]) => [name, values.at(-1) ?? 0]));
    this.#host.requestUpdate();
  }

  /** Forgets the values of the faders: listening begins again. */
  forgetValues(): void {
    this.#values = new Map();
  }

  /** Renders all lists. */
  render() {
    return html`${this.#sounds()} ${this.#faders()} ${this.#corrections()} ${this.#others()}`;
  }

  #sounds() {
    const words = this.#context.words();
    const { teach } = words.strings;
    const sounds = this.#context.listener()?.taught.list ?? [];
    const rows = sounds.map((sound) =>
      this.#row(sound.taught.label, 'sound', () => taughtItem(words, sound, sounds, this.#soundActions)),
    );
    return section('list', teach.list, rows, sounds.length > 0 ? undefined : teach.listEmpty);
  }

  #faders() {
    const words = this.#context.words();
    const faders = this.#context.listener()?.taught.faders ?? [];
    if (faders.length === 0) return nothing;
    const rows = faders.map((item) =>
      this.#row(item.name, 'fader', () => faderItem(words, item, this.#values.get(item.name), this.#faderActions)),
    );
    return section('faders', words.strings.teach.faders, rows);
  }

  #corrections() {
    const words = this.#context.words();
    const corrections = this.#context.listener()?.taught.corrections ?? [];
    if (corrections.length === 0) return nothing;
    const rows = corrections.map((correction) => correctionItem(words, correction, this.#correctionActions));
    return section('corrections', words.strings.teach.corrections, rows);
  }

  #others() {
    const { teach } = this.#context.words().strings;
    const names = this.#context.listener()?.taught.othersNames ?? [];
    if (names.length === 0) return nothing;
    const rows = names.map((name) =>
      this.#row(
        name,
        'other',
        () =>
          html`<li class="row">
            <span class="grow">${name}</span>
            <button aria-label=${teach.removeNamed(name)} @click=${() => this.#begin(name, 'other', 'remove')}>
              ${teach.remove}
            </button>
          </li>`,
      ),
    );
    return section('others', teach.others, rows, teach.othersWhat);
  }

  /** Renders a row: while it is changed, what changes it. */
  #row(name: string, kind: Kind, render: () => unknown) {
    if (this.#changed?.name !== name || this.#changed.kind !== kind) return render();
    return this.#changed.change === 'rename' ? this.#renameForm(name, kind) : this.#removeQuestion(name, kind);
  }

  #renameForm(name: string, kind: Kind) {
    const { teach } = this.#context.words().strings;
    const rename = (event: Event) => {
      event.preventDefault();
      const to = (new FormData(event.currentTarget as HTMLFormElement).get('to') as string).trim();
      const { taught } = this.#context.listener()!;
      void this.#context.work(() => (kind === 'fader' ? taught.renameFader(name, to) : taught.rename(name, to)));
      this.#end();
    };
    return html`<li class="sound">
      <form class="row" @submit=${rename} @keydown=${this.#key}>
        <input name="to" aria-label=${teach.newName} maxlength=${LONGEST_LABEL} autocomplete="off" .value=${name} />
        <button class="filled">${teach.ok}</button>
        <button type="button" @click=${this.#end}>${teach.cancel}</button>
      </form>
    </li>`;
  }

  #removeQuestion(name: string, kind: Kind) {
    const { teach } = this.#context.words().strings;
    return html`<li class="sound">
      <div class="row" role="group" aria-labelledby="remove-question" @keydown=${this.#key}>
        <span id="remove-question" class="grow">${teach.askRemove(name)}</span>
        <button @click=${() => this.#remove(name, kind)}>${teach.remove}</button>
        <button class="keep" @click=${this.#end}>${teach.keep}</button>
      </div>
    </li>`;
  }

  #remove(name: string, kind: Kind): void {
    this.#end();
    const { taught } = this.#context.listener()!;
    if (kind === 'other') taught.forgetOther(name);
    else void this.#context.work(() => (kind === 'fader' ? taught.removeFader(name) : taught.remove(name)));
  }

  #begin(name: string, kind: Kind, change: ChangedRow['change']): void {
    this.#changed = { name, kind, change };
    this.#host.requestUpdate();
    void this.#focus.moveTo(change === 'rename' ? '[name=to]' : '.keep');
  }

  readonly #end = (): void => {
    this.#changed = undefined;
    this.#host.requestUpdate();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#end();
  };

  readonly #soundActions: TaughtActions = {
    rename: (label) => this.#begin(label, 'sound', 'rename'),
    remove: (label) => this.#begin(label, 'sound', 'remove'),
    removeExample: (label, key) => {
      const { taught } = this.#context.listener()!;
      // The last one goes with its sound, which other models then forget as well.
      if (taught.examplesOf(label).every((example) => example.key === key)) {
        this.#begin(label, 'sound', 'remove');
        return;
      }
      taught.removeExample(label, key);
      void this.#context.work(() => taught.learn());
    },
    learnThoroughly: (label) => void this.#context.work(() => this.#context.listener()!.taught.learnThoroughly(label)),
    setTarget: (label, target) =>
      void this.#context.work(() => this.#context.listener()!.taught.setTarget(label, target)),
  };

  readonly #faderActions: FaderActions = {
    rename: (name) => this.#begin(name, 'fader', 'rename'),
    remove: (name) => this.#begin(name, 'fader', 'remove'),
    removeStretch: (name, key) =>
      void this.#context.work(() => this.#context.listener()!.taught.removeStretch(name, key)),
  };

  readonly #correctionActions: CorrectionActions = {
    undo: (correction) => this.#context.listener()!.taught.undo(correction),
    setBudget: (correction, target) =>
      void this.#context.work(() => this.#context.listener()!.taught.setBudget(correction, target)),
  };
}

/** Renders a list with its heading, which can receive the focus. @param id of the heading @param what text before the list */
const section = (id: string, heading: string, rows: readonly unknown[], what?: string) =>
  html`<section aria-labelledby=${id}>
    <h2 id=${id} tabindex="-1">${heading}</h2>
    ${what === undefined ? nothing : html`<p class="small muted">${what}</p>`}
    <ul>
      ${rows}
    </ul>
  </section>`;
