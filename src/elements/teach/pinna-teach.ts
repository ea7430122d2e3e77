import { html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Detection } from '../../decisions/detection.js';
import { PinnaError, PinnaErrorCode, unforeseenError } from '../../errors.js';
import { lessonSpan } from '../../listener/lesson-span.js';
import type { TaughtExample } from '../../listener/taught-state.js';
import { TAUGHT } from '../../decisions/embedding-head.js';
import { LONGEST_RECORDING } from '../../teach/examples/example-length.js';
import { LONGEST_EXAMPLE } from '../../teach/examples/trim.js';
import { LONGEST_LABEL, ONE_A_DAY } from '../../teach/file/taught-class.js';
import type { ExampleSound, HeardPicture, TimeSpan, UncertainStretch } from '../../worker/contract.js';
import { RecentDetections } from '../detections/session-record.js';
import { elementEvent } from '../listener/element-events.js';
import { ListenerController, type ListenerLike } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { Saver } from '../saving/saver.js';
import { droppingStyles, fieldStyles, theme } from '../style/theme.js';
import { correctionItem, type CorrectionActions } from './correction-item.js';
import { drawn } from './draw-directive.js';
import { exampleInFile } from './example-file.js';
import { faderItem, type FaderActions } from './fader-item.js';
import { durationOf, stretchPicker } from './stretch-picker.js';
import { StoredSounds } from './stored-sounds.js';
import { taughtItem, type TaughtActions } from './taught-item.js';
import { TaughtLinks } from './taught-links.js';
import { teachStyles } from './teach-styles.js';

/** Number of detections to point at. */
const HEARD = 6;
/** Length of the picture of what was just heard, seconds. */
const PICTURE = 60;
/** Length of the stretch that is chosen at first in the picture, seconds. */
const FIRST_STRETCH = 2;
/** Distance between two positions of the slider for a fader's number. */
const VALUE_STEP = 0.05;
/** Shortest time between two numbers of a fader on the page, ms. */
const FADER_INTERVAL = 200;
const JSON_TYPE = 'application/json';
/** Name of the saved file. */
const FILE_NAME = 'my-sounds.json';

/**
 * A place to teach sounds: choose what was just heard, record it or drop files; give it a name, or a number for a fader; learn; correct.
 * It keeps log-mel frames of the last ten minutes while it is on the page, and no sound. After learning, it asks about stretches of which
 * it is not sure. It lists the taught sounds with their examples, their budget of false alarms and how they were learnt; the faders with
 * their stretches and Spearman's ρ; the personal corrections with their budgets; and what was taught to another model.
 * A sound with 20 or more examples can be learnt thoroughly. A built-in class can be given a budget of false alarms.
 *
 * @csspart picker - The picture of the last minute and its sliders.
 * @csspart sound - A taught sound in the list.
 * @csspart fader - A fader in the list.
 * @csspart example - An example of a taught sound, or a stretch of a fader.
 * @csspart question - The question about a stretch.
 * @event {CustomEvent<TaughtSet | undefined>} pinna-taught - The taught sounds have changed.
 * @event {CustomEvent<PinnaError>} pinna-error - Something could not be taught, read or shared.
 */
export class PinnaTeach extends ListenerView {
  static override styles = [theme, fieldStyles, droppingStyles, teachStyles];

  /** Name under which the taught sounds and their examples are stored on this device. Without it, nothing is stored. */
  @property() remember?: string;
  /** Reads taught sounds from the fragment of the page's address, and asks before it adds them. Offers links to the page. */
  @property({ type: Boolean }) links = false;

  @state() private label = '';
  /** Whether a stretch gets a number instead of a name. */
  @state() private isFader = false;
  /** Number that the next stretch gets. */
  @state() private value = 0.5;
  @state() private chosen: TimeSpan | undefined;
  /** Id of the chosen detection; undefined if the stretch was chosen otherwise. */
  @state() private chosenId: number | undefined;
  @state() private picture: HeardPicture | undefined;
  @state() private recordingFrom: number | undefined;
  /** End of the analysed sound, session time, seconds. */
  #now = 0;
  /** Number of tasks that have not ended. */
  @state() private pending = 0;
  @state() private message = '';
  /** How often taught sounds were found when the kept frames were scored last; empty before that. */
  @state() private rescored = '';
  @state() private error: PinnaError | undefined;
  @state() private questions: readonly UncertainStretch[] = [];
  @state() private questionPicture: HeardPicture | undefined;
  /** What gets another name now. */
  @state() private renaming: { readonly name: string; readonly isFader: boolean } | undefined;
  @state() private dropping = false;
  @query('#name') private field!: HTMLInputElement;

  readonly #saver = new Saver(this);
  readonly #heard = new RecentDetections(200);
  /** Values of the faders, as they are shown, and when they were read, ms. */
  #faderValues: ReadonlyMap<string, number> = new Map();
  #fadersRead = 0;
  readonly #stored = new StoredSounds({
    listener: () => this.#connection.listener,
    name: () => this.remember,
    onChange: () => this.requestUpdate(),
  });
  readonly #links = new TaughtLinks(this, {
    isOn: () => this.links,
    taught: () => this.#connection.listener?.taught,
    work: (work) => this.#work(work),
    say: (message) => (this.message = message),
  });
  /** Ends the request for frames to teach from. */
  #request: AbortController | undefined;
  /** Whether to learn all sounds again from their examples, once the listener runs. */
  #learnsAgain = false;

  readonly #connection = new ListenerController(this, {
    detection: ({ detail }) => {
      this.#heard.put(detail.detection);
      this.requestUpdate();
    },
    rescored: ({ detail: { span, detections } }) => {
      this.#heard.replaceTaught(span, detections);
      this.rescored = this.words.strings.teach.rescored(this.words.count(detections.length));
    },
    frames: ({ detail: { time, faders } }) => {
      this.#follow(time);
      if (faders) this.#showFaders(faders);
    },
    statechange: ({ detail }) => {
      if (detail === 'starting') this.#reset();
      if (detail === 'running') {
        void this.#takeBack();
        if (this.#learnsAgain) this.#learnAll();
        this.#learnsAgain = false;
      }
      this.requestUpdate();
    },
    error: ({ detail }) => {
      const { taught } = this.#connection.listener!;
      if (detail.code === PinnaErrorCode.WrongNetwork) void this.#setAside(detail);
      // A model that cannot be taught lacks what sounds need. Without them, it starts.
      else if (detail.code === PinnaErrorCode.ModelMissing && taught.set) void this.#setAside();
    },
    taught: ({ detail }) => {
      this.#links.hideCode();
      void this.#stored.store();
      this.dispatchEvent(elementEvent('pinna-taught', detail));
      this.requestUpdate();
    },
    changed: (listener) => {
      this.#request?.abort();
      this.#request = listener && new AbortController();
      if (listener) listener.requestTeaching(this.#request!.signal);
      void this.#restore();
    },
    replaced: () => this.#reset(),
    missed: () => this.#heard.endLasting(this.#now),
  });

  /**
   * Teaches files of at most 60 s under a name; several files are several examples. Errors are shown and reported as `pinna-error`; files
   * before the failed one are learnt.
   */
  async teachFiles(label: string, files: Iterable<File>): Promise<void> {
    const { listener } = this.#connection;
    if (!listener) return;
    await this.#work(async () => {
      let last: TaughtExample | undefined;
      try {
        for (const file of files) last = await listener.taught.add(label, await exampleInFile(file));
      } finally {
        if (last) await this.#learn(listener, label, last);
      }
    });
  }

  /** Gives files of at most 60 s a number of a fader. Errors are shown and reported as `pinna-error`. */
  async teachFaderFiles(name: string, value: number, files: Iterable<File>): Promise<void> {
    await this.#work(async () => {
      for (const file of files) await this.#teachFader(name, value, await exampleInFile(file));
    });
  }

  protected override render() {
    const { strings } = this.words;
    const { teach } = strings;
    return html`
      ${this.#links.question(this.words)} ${this.#newExample()}
      <p class="small said" role="status">
        ${this.#isBusy ? html`<progress aria-label=${teach.learning}></progress> ${teach.learning}` : html`${this.message} ${this.rescored}`}
      </p>
      ${this.#error()} ${this.#question()} ${this.#list()} ${this.#faderList()} ${this.#correctionList()}
      ${this.#othersList()} ${this.#sharing()}
    `;
  }

  #newExample() {
    const { words } = this;
    const { teach } = words.strings;
    const isRunning = this.#connection.listener?.state === 'running';
    const canTeach = !this.#isBusy && this.label.trim() !== '';
    const names = this.isFader ? this.#faders.map(({ name }) => name) : this.#sounds.map(({ taught }) => taught.label);
    return html`<section
      class=${this.dropping ? 'dropping' : ''}
      aria-labelledby="new"
      @dragover=${this.#over}
      @dragleave=${() => (this.dropping = false)}
      @drop=${this.#drop}
    >
      <h2 id="new">${teach.title}</h2>
      <p>${teach.what}</p>
      <p class="small muted">${teach.limits}</p>
      ${isRunning ? this.#heardList() : html`<p class="small">${teach.idle}</p>`}
      ${
        this.picture && this.chosen
          ? stretchPicker(words, this.picture, this.chosen, (chosen) => {
              this.chosen = chosen;
              this.chosenId = undefined;
            })
          : nothing
      }
      <div class="row">
        <button ?disabled=${!isRunning} @click=${() => void this.#showMinute()}>${teach.showMinute}</button>
        <button ?disabled=${!isRunning} aria-pressed=${this.recordingFrom !== undefined} @click=${this.#record}>
          ${
            this.recordingFrom === undefined
              ? teach.record
              : teach.endRecording(words.seconds(Math.floor(this.#now - this.recordingFrom)))
          }
        </button>
      </div>
      <fieldset class="row kinds">
        <legend>${teach.kind}</legend>
        ${this.#kind('sound', teach.kindSound, false)} ${this.#kind('fader', teach.kindFader, true)}
      </fieldset>
      ${this.isFader ? html`<p class="small muted">${teach.faderWhat}</p>` : nothing}
      <form class="row" @submit=${this.#submit}>
        <label for="name">${teach.name}</label>
        <input
          id="name"
          list="names"
          maxlength=${LONGEST_LABEL}
          autocomplete="off"
          .value=${this.label}
          @input=${() => (this.label = this.field.value)}
        />
        <datalist id="names">${names.map((name) => html`<option value=${name}></option>`)}</datalist>
        ${this.isFader ? this.#valueSlider() : nothing}
        <button class="filled" ?disabled=${!canTeach || !this.chosen}>${teach.teach}</button>
        <button
          type="button"
          ?disabled=${!canTeach}
          @click=${() => this.#chooseFiles('audio/*,video/*', true, this.#teachChosen)}
        >
          ${teach.files}
        </button>
        <span class="small muted">${teach.dropFiles}</span>
      </form>
    </section>`;
  }

  #kind(id: string, text: string, isFader: boolean) {
    return html`<label class="kind"
      ><input
        type="radio"
        name="kind"
        value=${id}
        .checked=${this.isFader === isFader}
        @change=${() => (this.isFader = isFader)}
      />
      ${text}</label
    >`;
  }

  #valueSlider() {
    const { words } = this;
    const { teach } = words.strings;
    const text = words.number(this.value, 2);
    return html`<label class="value">
      ${teach.value}
      <input
        id="value"
        type="range"
        min="0"
        max="1"
        step=${VALUE_STEP}
        .value=${String(this.value)}
        aria-valuetext=${text}
        @input=${({ target }: Event) => (this.value = Number((target as HTMLInputElement).value))}
      />
      <span class="number">${text}</span>
    </label>`;
  }

  #heardList() {
    const { words } = this;
    const { teach } = words.strings;
    const heard = this.#heard.newest(HEARD);
    return html`<p id="heard" class="small muted">${heard.length > 0 ? teach.heard : teach.nothingHeard}</p>
      <ul aria-labelledby="heard">
        ${heard.map((detection) => {
          const name = words.className(detection.label);
          return html`<li class="row">
            <button
              class="grow choice"
              aria-pressed=${this.chosenId === detection.id}
              @click=${() => this.choose(detection)}
            >
              ${name} · <span class="number">${words.span(detection.onset, detection.offset)}</span>
            </button>
            <button
              ?disabled=${this.#isBusy}
              aria-label=${teach.notThisNamed(name)}
              @click=${() => void this.#refuse(detection, name)}
            >
              ${teach.notThis}
            </button>
            ${
              detection.head === TAUGHT
                ? nothing
                : html`<button
                    ?disabled=${this.#isBusy}
                    aria-label=${teach.lessOftenNamed(name)}
                    @click=${() => void this.#reportLessOften(detection, name)}
                  >
                    ${teach.lessOften}
                  </button>`
            }
          </li>`;
        })}
      </ul>`;
  }

  /** Chooses a detection as the next example, and waits for its name. */
  choose({ id, onset, offset }: Detection): void {
    this.chosen = lessonSpan({ onset, offset });
    this.chosenId = id;
    this.picture = undefined;
    this.field.focus();
  }

  #error() {
    if (!this.error) return nothing;
    const { what, todo, detail } = this.words.error(this.error);
    return html`<p class="small bad" role="alert">
      ${what} ${todo} ${detail ? html`<span lang="en">${detail}</span>` : nothing}
    </p>`;
  }

  #question() {
    const [question] = this.questions;
    if (!question || this.#isBusy) return nothing;
    const { teach } = this.words.strings;
    const { label } = question;
    return html`<section part="question" aria-labelledby="question">
      <h2 id="question">${teach.isThis(label)}</h2>
      ${
        this.questionPicture
          ? html`<div class="examples">
              <div class="picture">
                <canvas role="img" aria-label=${teach.questionPicture} ${drawn(this.questionPicture)}></canvas>
              </div>
            </div>`
          : nothing
      }
      <div class="row">
        <span class="number">${this.words.span(question.from, question.to)}</span>
        <button @click=${() => void this.#answer(question, 'yes')}>${teach.yes}</button>
        <button @click=${() => void this.#answer(question, 'no')}>${teach.no}</button>
        <button @click=${() => void this.#answer(question, 'skip')}>${teach.skip}</button>
      </div>
    </section>`;
  }

  #list() {
    const { words } = this;
    const { teach } = words.strings;
    const sounds = this.#sounds;
    const [first] = sounds;
    return html`<section aria-labelledby="list">
      <h2 id="list">${teach.list}</h2>
      ${first ? nothing : html`<p class="small muted">${teach.listEmpty}</p>`}
      <ul>
        ${sounds.map((sound) =>
          this.#isRenaming(sound.taught.label, false)
            ? this.#renameForm(sound.taught.label, false)
            : taughtItem(words, sound, sounds, this.#actions),
        )}
      </ul>
    </section>`;
  }

  #isRenaming(name: string, isFader: boolean): boolean {
    return this.renaming?.name === name && this.renaming.isFader === isFader;
  }

  #renameForm(name: string, isFader: boolean) {
    const { teach } = this.words.strings;
    const rename = (event: Event) => {
      event.preventDefault();
      const to = new FormData(event.currentTarget as HTMLFormElement).get('to') as string;
      this.renaming = undefined;
      const { taught } = this.#connection.listener!;
      void this.#work(() => (isFader ? taught.renameFader(name, to.trim()) : taught.rename(name, to.trim())));
    };
    return html`<li class="sound">
      <form class="row" @submit=${rename}>
        <input name="to" aria-label=${teach.newName} maxlength=${LONGEST_LABEL} autocomplete="off" .value=${name} />
        <button class="filled">${teach.ok}</button>
        <button type="button" @click=${() => (this.renaming = undefined)}>${teach.cancel}</button>
      </form>
    </li>`;
  }

  #faderList() {
    const { words } = this;
    const faders = this.#faders;
    if (faders.length === 0) return nothing;
    return html`<section aria-labelledby="faders">
      <h2 id="faders">${words.strings.teach.faders}</h2>
      <ul>
        ${faders.map((item) =>
          this.#isRenaming(item.name, true)
            ? this.#renameForm(item.name, true)
            : faderItem(words, item, this.#faderValues.get(item.name), this.#faderActions),
        )}
      </ul>
    </section>`;
  }

  #correctionList() {
    const { words } = this;
    const { teach } = words.strings;
    const corrections = this.#connection.listener?.taught.corrections ?? [];
    if (corrections.length === 0) return nothing;
    return html`<section aria-labelledby="corrections">
      <h2 id="corrections">${teach.corrections}</h2>
      <ul>
        ${corrections.map((correction) => correctionItem(words, correction, this.#correctionActions))}
      </ul>
    </section>`;
  }

  #othersList() {
    const { teach } = this.words.strings;
    const names = this.#connection.listener?.taught.othersNames ?? [];
    if (names.length === 0) return nothing;
    return html`<section aria-labelledby="others">
      <h2 id="others">${teach.others}</h2>
      <p class="small muted">${teach.othersWhat}</p>
      <ul>
        ${names.map(
          (name) =>
            html`<li class="row">
              <span class="grow">${name}</span>
              <button
                aria-label=${teach.removeNamed(name)}
                @click=${() => this.#connection.listener!.taught.forgetOther(name)}
              >
                ${teach.remove}
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #sharing() {
    const { words } = this;
    const { teach } = words.strings;
    const hasAny = this.#connection.listener?.taught.set !== undefined;
    return html`<section aria-labelledby="share">
      <h2 id="share">${teach.share}</h2>
      ${this.#storeMessage()}
      <div class="row">
        ${
          hasAny
            ? html`<button @click=${() => void this.#save()}>${teach.save}</button> ${this.#links.buttons(words)}`
            : nothing
        }
        <button
          ?disabled=${this.#isBusy}
          @click=${() => this.#chooseFiles('.json,application/json', false, this.#import)}
        >
          ${teach.open}
        </button>
      </div>
      ${hasAny ? this.#links.picture(words) : nothing} ${this.#saver.message(words)}
    </section>`;
  }

  /** Says what was left out of the stored sounds, and why sounds are not stored. */
  #storeMessage() {
    const { words } = this;
    const { teach } = words.strings;
    const { problem, dropped } = this.#stored;
    return html`${dropped > 0 ? html`<p class="small bad" role="alert">${teach.storeDamaged(words.count(dropped))}</p>` : nothing}
    ${
      problem
        ? html`<p class="small bad" role="alert">${problem === 'full' ? teach.storeFull : teach.storeRefused}</p>`
        : nothing
    }`;
  }

  get #isBusy() {
    return this.pending > 0;
  }

  get #sounds() {
    return this.#connection.listener?.taught.list ?? [];
  }

  get #faders() {
    return this.#connection.listener?.taught.faders ?? [];
  }

  readonly #faderActions: FaderActions = {
    rename: (name) => (this.renaming = { name, isFader: true }),
    remove: (name) => void this.#work(() => this.#connection.listener!.taught.removeFader(name)),
    removeStretch: (name, key) => void this.#work(() => this.#connection.listener!.taught.removeStretch(name, key)),
  };

  readonly #correctionActions: CorrectionActions = {
    undo: (correction) => this.#connection.listener!.taught.undo(correction),
    setBudget: (correction, target) =>
      void this.#work(() => this.#connection.listener!.taught.setBudget(correction, target)),
  };

  readonly #actions: TaughtActions = {
    rename: (label) => (this.renaming = { name: label, isFader: false }),
    remove: (label) => void this.#work(() => this.#connection.listener!.taught.remove(label)),
    removeExample: (label, key) => {
      const { taught } = this.#connection.listener!;
      const isLast = taught.examplesOf(label).every((example) => example.key === key);
      // The last one goes with its sound, which other models then forget as well.
      if (!isLast) taught.removeExample(label, key);
      void this.#work(() => (isLast ? taught.remove(label) : taught.learn()));
    },
    learnThoroughly: (label) => void this.#work(() => this.#connection.listener!.taught.learnThoroughly(label)),
    setTarget: (label, target) => void this.#work(() => this.#connection.listener!.taught.setTarget(label, target)),
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const { listener } = this.#connection;
    const { chosen } = this;
    const label = this.label.trim();
    if (!listener || !chosen || this.#isBusy) return;
    void this.#work(async () => {
      if (this.isFader) await this.#teachFader(label, this.value, chosen);
      else await this.#learn(listener, label, await listener.taught.add(label, chosen));
      this.chosen = this.chosenId = this.picture = undefined;
    });
  };

  /** Learns, says how good the example is, and asks about uncertain stretches. */
  async #learn({ taught }: ListenerLike, label: string, example: TaughtExample | undefined): Promise<void> {
    const { teach } = this.words.strings;
    this.message = '';
    if (example) this.message = teach.learnt(label, teach.quality[example.quality]);
    await taught.learn();
    await this.#ask(await taught.questions());
  }

  async #teachFader(name: string, value: number, what: TimeSpan | ExampleSound): Promise<void> {
    this.message = '';
    await this.#connection.listener?.taught.teachFader(name, value, what);
    this.message = this.words.strings.teach.faderNoted(name, this.words.number(value, 2));
  }

  async #ask(questions: readonly UncertainStretch[]): Promise<void> {
    this.questionPicture = undefined;
    this.questions = questions;
    const [first] = questions;
    if (first) this.questionPicture = (await this.#connection.listener?.taught.picture(first)) ?? undefined;
  }

  async #answer(question: UncertainStretch, answer: 'yes' | 'no' | 'skip'): Promise<void> {
    const { taught } = this.#connection.listener!;
    const rest = this.questions.slice(1);
    await this.#work(async () => {
      this.message = '';
      if (answer === 'yes') await taught.teach(question.label, question);
      else if (answer === 'no') await taught.refuseStretch(question.label, question);
      await this.#ask(rest);
    });
  }

  async #refuse(detection: Detection, name: string): Promise<void> {
    await this.#work(async () => {
      await this.#connection.listener!.refuse(detection);
      this.message = this.words.strings.teach.refused(name);
    });
  }

  async #reportLessOften(detection: Detection, name: string): Promise<void> {
    await this.#work(async () => {
      await this.#connection.listener!.taught.setBudget(detection, ONE_A_DAY);
      this.message = this.words.strings.teach.lessOftenNoted(name);
    });
  }

  async #showMinute(): Promise<void> {
    await this.#work(async () => {
      const span = { from: this.#now - PICTURE, to: Infinity };
      this.picture = (await this.#connection.listener?.taught.picture(span)) ?? undefined;
      if (!this.picture) return;
      const end = this.picture.start + durationOf(this.picture);
      this.chosen ??= { from: Math.max(this.picture.start, end - FIRST_STRETCH), to: end };
      const { from, to } = this.chosen;
      if (to > end || from < this.picture.start)
        this.chosen = { from: Math.max(this.picture.start, end - FIRST_STRETCH), to: end };
    });
  }

  readonly #record = (): void => {
    const from = this.recordingFrom;
    if (from === undefined) {
      this.recordingFrom = this.#now;
      return;
    }
    this.recordingFrom = undefined;
    this.chosen = { from, to: Math.max(this.#now, from + 0.2) };
    this.chosenId = undefined;
    void this.#showMinute().then(() => this.field.focus());
  };

  /** Follows session time. Renders only while something is recorded. */
  #follow(time: number): void {
    const longest = this.isFader ? LONGEST_RECORDING : LONGEST_EXAMPLE;
    if (this.recordingFrom !== undefined && time - this.recordingFrom > longest) this.#record();
    this.#now = time;
    if (this.recordingFrom !== undefined) this.requestUpdate();
  }

  /** Shows the newest values of the faders, a few times a second. */
  #showFaders(faders: Readonly<Record<string, Float32Array>>): void {
    const now = performance.now();
    if (now - this.#fadersRead < FADER_INTERVAL) return;
    this.#fadersRead = now;
    this.#faderValues = new Map(Object.entries(faders).map(([name, values]) => [name, values.at(-1) ?? 0]));
    this.requestUpdate();
  }

  readonly #teachChosen = (files: readonly File[]): void => this.#teachNamed(this.label.trim(), files);

  #teachNamed(name: string, files: readonly File[]): void {
    if (this.isFader) void this.teachFaderFiles(name, this.value, files);
    else void this.teachFiles(name, files);
  }

  readonly #import = ([file]: readonly File[]): void => {
    const { listener } = this.#connection;
    if (!file || !listener) return;
    void this.#work(async () => {
      await listener.taught.import(await file.text());
      this.message = this.words.strings.teach.added(this.words.list(this.#sounds.map(({ taught }) => taught.label)));
    });
  };

  #chooseFiles(accept: string, multiple: boolean, use: (files: readonly File[]) => void): void {
    const picker = Object.assign(document.createElement('input'), { type: 'file', accept, multiple });
    picker.onchange = () => use([...(picker.files ?? [])]);
    picker.click();
  }

  readonly #over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dropping = true;
  };

  readonly #drop = (event: DragEvent): void => {
    this.dropping = false;
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const isTaught = files[0]!.type === JSON_TYPE || files[0]!.name.endsWith('.json');
    if (isTaught) this.#import(files);
    // Without a name in the field, the name of the file is the name of the sound.
    else this.#teachNamed(this.label.trim() || nameOf(files[0]!), files);
  };

  async #save(): Promise<void> {
    const { listener } = this.#connection;
    await this.#saver.use(async ({ saveFile }) => saveFile(FILE_NAME, JSON_TYPE, [await listener!.taught.export()]));
  }

  /** Does some work; shows an error and reports it. */
  async #work(work: () => Promise<void>): Promise<void> {
    this.pending += 1;
    this.error = undefined;
    this.rescored = '';
    try {
      await work();
    } catch (cause) {
      this.#fail(cause);
    } finally {
      this.pending -= 1;
    }
  }

  /** Shows an error and reports it. */
  #fail(cause: unknown): void {
    this.error = cause instanceof PinnaError ? cause : unforeseenError(cause);
    this.dispatchEvent(elementEvent('pinna-error', this.error));
  }

  #reset(): void {
    this.#heard.clear();
    this.chosen = this.chosenId = this.picture = this.recordingFrom = this.questionPicture = undefined;
    this.questions = [];
    this.#faderValues = new Map();
  }

  /** Restores what is stored on this device. */
  async #restore(): Promise<void> {
    try {
      const problem = await this.#stored.restore();
      if (problem) this.#learnAgain(problem);
      else await this.#takeBack();
    } catch (cause) {
      this.#fail(cause);
    }
  }

  /**
   * Sets aside what another network has learnt, such as an earlier version of the model.
   * @param error why; the examples are learnt again then. Undefined if the model cannot be taught
   */
  async #setAside(error?: PinnaError): Promise<void> {
    try {
      await this.#connection.listener!.taught.changeNetwork();
      if (error) this.#learnAgain(error);
    } catch (cause) {
      this.#fail(cause);
    }
  }

  /** Uses sounds that were set aside, if they were taught to the model that runs. */
  async #takeBack(): Promise<void> {
    const { listener } = this.#connection;
    if (listener?.state !== 'running' || listener.taught.set || listener.taught.othersNames.length === 0) return;
    await this.#setAside();
  }

  /** Learns all sounds and faders again from their examples, now or as soon as the listener runs. @param error why; shown until then */
  #learnAgain(error: PinnaError): void {
    const { listener } = this.#connection;
    if (listener?.state === 'running') {
      this.#learnAll();
      return;
    }
    this.error = error;
    this.#learnsAgain = true;
  }

  #learnAll(): void {
    void this.#work(async () => {
      const { taught } = this.#connection.listener!;
      await taught.learn();
      await taught.learnFaders();
    });
  }
}

/** Returns the name of a file without its ending, as long as the name of a sound may be. */
const nameOf = ({ name }: File): string => {
  const whole = name.replace(/\.[^.]*$/, '');
  return whole.slice(0, LONGEST_LABEL).trim();
};
