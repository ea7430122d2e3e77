import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Detection } from '../../decisions/detection.js';
import { PinnaError, PinnaErrorCode, unforeseenError } from '../../errors.js';
import type { TaughtExample } from '../../listener/taught-state.js';
import { ONE_A_DAY } from '../../teach/file/taught-class.js';
import type { ExampleSound, TimeSpan } from '../../worker/contract.js';
import { RecentDetections } from '../detections/session-record.js';
import { elementEvent } from '../listener/element-events.js';
import { ListenerController, type ListenerLike } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { Saver } from '../saving/saver.js';
import { droppingStyles, fieldStyles, theme } from '../style/theme.js';
import { chooseFiles } from './choose-files.js';
import { exampleInFile } from './example-file.js';
import { heardList, type HeardActions } from './heard-list.js';
import { KeptFocus } from './kept-focus.js';
import { NewExample } from './new-example.js';
import { StoredSounds } from './stored-sounds.js';
import { TaughtLinks } from './taught-links.js';
import { TaughtLists } from './taught-lists.js';
import { TaughtQuestions } from './taught-questions.js';
import type { TeachContext } from './teach-context.js';
import { teachStyles } from './teach-styles.js';

/** Number of detections to point at. */
const HEARD = 6;
const JSON_TYPE = 'application/json';
/** Name of the saved file. */
const FILE_NAME = 'my-sounds.json';

/** Codes of errors that are about one file: others may be usable. */
const OF_A_FILE: ReadonlySet<PinnaErrorCode> = new Set([
  PinnaErrorCode.AudioTooLong,
  PinnaErrorCode.AudioTooShort,
  PinnaErrorCode.BadAudio,
  PinnaErrorCode.EmptyAudio,
  PinnaErrorCode.FileUnreadable,
  PinnaErrorCode.SampleRate,
]);

/** An error that is shown. */
interface ShownError {
  readonly error: PinnaError;
  /** Name of the file that it is about; undefined for none. */
  readonly file?: string;
}

/**
 * A place to teach sounds: choose what was just heard, record it or drop files; give it a name, or a number for a fader; learn; correct.
 * It keeps log-mel frames of the last ten minutes while it is on the page, and no sound. After learning, it asks about stretches of which
 * it is not sure. It lists the taught sounds with their examples, their budget of false alarms and how they were learnt; the faders with
 * their stretches and Spearman's ρ; the personal corrections with their budgets; and what was taught to another model.
 * It asks before it removes a sound or a fader. If the listener keeps sound, it plays the stretches that it asks about.
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

  /** Number of tasks that have not ended. */
  @state() private pending = 0;
  @state() private message = '';
  /** How often taught sounds were found when the kept frames were scored last; empty before that. */
  @state() private rescored = '';
  @state() private errors: readonly ShownError[] = [];

  readonly #saver = new Saver(this);
  readonly #heard = new RecentDetections(200);
  readonly #context: TeachContext = {
    listener: () => this.#connection.listener,
    words: () => this.words,
    isBusy: () => this.#isBusy,
    work: (work) => this.#work(work),
    say: (message) => (this.message = message),
  };
  readonly #example = new NewExample(this, {
    ...this.#context,
    heard: (chosenId) => this.#heardList(chosenId),
    teach: ({ name, value }, span) =>
      value === undefined ? this.#teachSpan(name, span) : this.#teachFader(name, value, span),
    teachFiles: ({ name, value }, files) =>
      void (value === undefined ? this.teachFiles(name, files) : this.teachFaderFiles(name, value, files)),
    import: (file) => this.#import(file),
  });
  readonly #questions = new TaughtQuestions(this, this.#context);
  readonly #focus = new KeptFocus(this, this.#context.isBusy);
  readonly #lists = new TaughtLists(this, this.#context, this.#focus);
  readonly #stored = new StoredSounds({
    listener: () => this.#connection.listener,
    name: () => this.remember,
    onChange: () => this.requestUpdate(),
  });
  readonly #links = new TaughtLinks(this, {
    isOn: () => this.links,
    taught: () => this.#connection.listener?.taught,
    work: this.#context.work,
    say: this.#context.say,
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
      this.#example.follow(time);
      if (faders) this.#lists.showFaders(faders);
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
    missed: () => this.#heard.endLasting(this.#example.now),
  });

  /**
   * Teaches files of at most 60 s under a name; several files are several examples. Errors are shown and reported as `pinna-error`. A file
   * that cannot be used is left out; the others are learnt.
   */
  async teachFiles(label: string, files: Iterable<File>): Promise<void> {
    const { listener } = this.#connection;
    if (!listener) return;
    await this.#work(async () => {
      const examples: TaughtExample[] = [];
      try {
        await this.#eachFile(files, async (sound) => void examples.push(await listener.taught.add(label, sound)));
      } finally {
        if (examples.length > 0) await this.#learn(listener, label, examples);
      }
    });
  }

  /**
   * Gives files of at most 60 s a number of a fader. Errors are shown and reported as `pinna-error`. A file that cannot be used is left
   * out.
   */
  async teachFaderFiles(name: string, value: number, files: Iterable<File>): Promise<void> {
    await this.#work(() => this.#eachFile(files, (sound) => this.#teachFader(name, value, sound)));
  }

  /** Chooses a detection as the next example, and waits for its name. */
  choose(detection: Detection): void {
    this.#example.choose(detection);
  }

  protected override render() {
    const { strings } = this.words;
    const { teach } = strings;
    return html`
      ${this.#links.question(this.words)} ${this.#example.render()}
      <p class="small said" role="status">
        ${this.#isBusy ? html`<progress aria-label=${teach.learning}></progress> ${teach.learning}` : html`${this.message} ${this.rescored}`}
      </p>
      ${this.#errorList()} ${this.#questions.render()} ${this.#lists.render()} ${this.#sharing()}
    `;
  }

  #heardList(chosenId: number | undefined) {
    const shown = { heard: this.#heard.newest(HEARD), chosenId, isBusy: this.#isBusy };
    return heardList(this.words, shown, this.#heardActions);
  }

  #errorList() {
    return this.errors.map(({ error, file }) => {
      const { what, todo, detail } = this.words.error(error);
      // The text of a damaged file names it already.
      const isNamed = file === undefined || error.message.includes(file);
      return html`<p class="small bad" role="alert">
        ${isNamed ? nothing : `${file}: `}${what} ${todo} ${detail ? html`<span lang="en">${detail}</span>` : nothing}
      </p>`;
    });
  }

  #sharing() {
    const { words } = this;
    const { teach } = words.strings;
    const hasAny = this.#connection.listener?.taught.set !== undefined;
    return html`<section aria-labelledby="share">
      <h2 id="share" tabindex="-1">${teach.share}</h2>
      ${this.#storeMessage()}
      <div class="row">
        ${
          hasAny
            ? html`<button @click=${() => void this.#save()}>${teach.save}</button> ${this.#links.buttons(words)}`
            : nothing
        }
        <button
          ?disabled=${this.#isBusy}
          @click=${() => chooseFiles('.json,application/json', false, ([file]) => file && this.#import(file))}
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

  readonly #heardActions: HeardActions = {
    choose: (detection) => this.choose(detection),
    refuse: (detection, name) => void this.#refuse(detection, name),
    reportLessOften: (detection, name) => void this.#reportLessOften(detection, name),
  };

  async #teachSpan(label: string, span: TimeSpan): Promise<void> {
    const { listener } = this.#connection;
    if (listener) await this.#learn(listener, label, [await listener.taught.add(label, span)]);
  }

  /** Learns, says how good the examples are, and asks about uncertain stretches. @param examples at least one */
  async #learn({ taught }: ListenerLike, label: string, examples: readonly TaughtExample[]): Promise<void> {
    const { teach } = this.words.strings;
    await taught.learn();
    this.message =
      examples.length === 1
        ? teach.learnt(label, teach.quality[examples[0]!.quality])
        : teach.learntFrom(label, this.words.count(examples.length));
    await this.#questions.ask(await taught.questions());
  }

  async #teachFader(name: string, value: number, what: TimeSpan | ExampleSound): Promise<void> {
    await this.#connection.listener?.taught.teachFader(name, value, what);
    this.message = this.words.strings.teach.faderNoted(name, this.words.number(value, 2));
  }

  /** Reads files and uses each of them. Shows the error of a file that cannot be used. @throws PinnaError any other one */
  async #eachFile(files: Iterable<File>, use: (sound: ExampleSound) => Promise<void>): Promise<void> {
    for (const file of files) {
      try {
        await use(await exampleInFile(file));
      } catch (cause) {
        if (!(cause instanceof PinnaError) || !OF_A_FILE.has(cause.code)) throw cause;
        this.#fail(cause, file.name);
      }
    }
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

  #import(file: File): void {
    const { listener } = this.#connection;
    if (!listener) return;
    void this.#work(async () => {
      await listener.taught.import(await file.text());
      const names = listener.taught.list.map(({ taught }) => taught.label);
      this.message = this.words.strings.teach.added(this.words.list(names));
    });
  }

  async #save(): Promise<void> {
    const { listener } = this.#connection;
    await this.#saver.use(async ({ saveFile }) => saveFile(FILE_NAME, JSON_TYPE, [await listener!.taught.export()]));
  }

  /** Does some work; shows an error and reports it. */
  async #work(work: () => Promise<void>): Promise<void> {
    this.pending += 1;
    this.errors = [];
    this.message = this.rescored = '';
    try {
      await work();
    } catch (cause) {
      this.#fail(cause);
    } finally {
      this.pending -= 1;
    }
  }

  /** Shows an error, beside those of the same work, and reports it. @param file name of the file that it is about */
  #fail(cause: unknown, file?: string): void {
    const error = cause instanceof PinnaError ? cause : unforeseenError(cause);
    this.errors = [...this.errors, file === undefined ? { error } : { error, file }];
    this.dispatchEvent(elementEvent('pinna-error', error));
  }

  #reset(): void {
    this.#heard.clear();
    this.#example.forgetSpans();
    this.#questions.clear();
    this.#lists.forgetValues();
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
    this.errors = [{ error }];
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
