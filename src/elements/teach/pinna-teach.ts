import { html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Detection } from '../../decisions/detection.js';
import { PinnaError, PinnaErrorCode, unforeseenError } from '../../errors.js';
import { lessonSpan } from '../../listener/lesson-span.js';
import type { TaughtExample } from '../../listener/taught-sounds.js';
import { decodeAudio } from '../../recordings/decode-audio.js';
import { LONGEST_LABEL } from '../../teach/file/taught-class.js';
import type { HeardPicture, TimeSpan, UncertainStretch } from '../../worker/contract.js';
import { RecentDetections } from '../detections/session-record.js';
import { elementEvent } from '../listener/element-events.js';
import { ListenerController, type ListenerLike } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { Saver } from '../saving/saver.js';
import { droppingStyles, fieldStyles, theme } from '../style/theme.js';
import { drawn } from './draw-directive.js';
import { monoSound } from './mono-sound.js';
import { durationOf, stretchPicker } from './stretch-picker.js';
import { StoredSounds, type StoreProblem } from './stored-sounds.js';
import { taughtItem, type TaughtActions } from './taught-item.js';
import { TaughtLinks } from './taught-links.js';
import { teachStyles } from './teach-styles.js';

/** Number of detections to point at. */
const HEARD = 6;
/** Length of the picture of what was just heard, seconds. */
const PICTURE = 60;
/** Length of the stretch that is chosen at first in the picture, seconds. */
const FIRST_STRETCH = 2;
/** Longest recorded example, seconds. */
const LONGEST_RECORDING = 8;
const JSON_TYPE = 'application/json';
/** Name of the saved file. */
const FILE_NAME = 'my-sounds.json';

/**
 * A place to teach sounds: choose what was just heard, record it or drop files; give it a name; learn; correct. It keeps log-mel frames
 * of the last ten minutes while it is on the page, and no sound. After learning, it asks about stretches of which it is not sure. It
 * lists the taught sounds with their examples, their budget of false alarms and how they were learnt, and the personal corrections.
 *
 * @csspart picker - The picture of the last minute and its sliders.
 * @csspart sound - A taught sound in the list.
 * @csspart example - An example of a taught sound.
 * @csspart question - The question about a stretch.
 * @csspart notice - Why the sounds are not stored.
 * @event {CustomEvent<TaughtSet | undefined>} pinna-taught - The taught sounds have changed.
 * @event {CustomEvent<PinnaError>} pinna-error - Something could not be taught, read, stored or shared.
 */
export class PinnaTeach extends ListenerView {
  static override styles = [theme, fieldStyles, droppingStyles, teachStyles];

  /** Name under which the taught sounds and their examples are stored on this device. Without it, nothing is stored. */
  @property() remember?: string;
  /** Reads taught sounds from the fragment of the page's address, and asks before it adds them. Offers links to the page. */
  @property({ type: Boolean }) links = false;

  @state() private label = '';
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
  @state() private storeProblem: StoreProblem | undefined;
  @state() private questions: readonly UncertainStretch[] = [];
  @state() private questionPicture: HeardPicture | undefined;
  @state() private renaming: string | undefined;
  @state() private dropping = false;
  @query('#name') private field!: HTMLInputElement;

  readonly #saver = new Saver(this);
  readonly #heard = new RecentDetections(200);
  readonly #stored = new StoredSounds({
    listener: () => this.#connection.listener,
    name: () => this.remember,
    onProblem: (problem) => this.#noteStorage(problem),
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
    frames: ({ detail: { time } }) => this.#follow(time),
    statechange: ({ detail }) => {
      if (detail === 'starting') this.#reset();
      if (detail === 'running') {
        this.#stored.applyCorrections();
        if (this.#learnsAgain) void this.#work(() => this.#connection.listener!.taught.learn());
        this.#learnsAgain = false;
      }
      this.requestUpdate();
    },
    error: ({ detail }) => {
      if (detail.code === PinnaErrorCode.WrongNetwork) void this.#forgetNetwork(detail);
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

  /** Teaches files under a name; several files are several examples. Errors are shown and reported as `pinna-error`. */
  async teachFiles(label: string, files: Iterable<File>): Promise<void> {
    const { listener } = this.#connection;
    if (!listener) return;
    await this.#work(async () => {
      let last: TaughtExample | undefined;
      for (const file of files) last = await listener.taught.add(label, monoSound(await decodeAudio(file)));
      await this.#learn(listener, label, last);
    });
  }

  protected override render() {
    const { strings } = this.words;
    const { teach } = strings;
    return html`
      ${this.#links.question(this.words)} ${this.#newExample()}
      <p class="small" role="status">
        ${this.#isBusy ? html`<progress aria-label=${teach.learning}></progress> ${teach.learning}` : html`${this.message} ${this.rescored}`}
      </p>
      ${this.storeProblem ? html`<p class="small" role="status" part="notice">${teach.notStored[this.storeProblem.kind]}</p>` : nothing}
      ${this.#error()} ${this.#question()} ${this.#list()} ${this.#correctionList()}
    `;
  }

  #newExample() {
    const { words } = this;
    const { teach } = words.strings;
    const isRunning = this.#connection.listener?.state === 'running';
    const canTeach = !this.#isBusy && this.label.trim() !== '';
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
        <datalist id="names">
          ${this.#sounds.map(({ taught }) => html`<option value=${taught.label}></option>`)}
        </datalist>
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

  #heardList() {
    const { words } = this;
    const { teach } = words.strings;
    const heard = this.#heard.newest(HEARD);
    return html`<p id="heard" class="small muted">${heard.length > 0 ? teach.heard : teach.nothingHeard}</p>
      <ul aria-labelledby="heard">
        ${heard.map((detection) => {
          const name = words.className(detection.label);
          return html`<li class="row">
            <button class="grow" aria-pressed=${this.chosenId === detection.id} @click=${() => this.choose(detection)}>
              ${name} · <span class="number">${words.span(detection.onset, detection.offset)}</span>
            </button>
            <button
              ?disabled=${this.#isBusy}
              aria-label=${teach.notThisNamed(name)}
              @click=${() => void this.#refuse(detection, name)}
            >
              ${teach.notThis}
            </button>
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
          this.renaming === sound.taught.label
            ? this.#renameForm(sound.taught.label)
            : taughtItem(words, sound, sounds, this.#actions),
        )}
      </ul>
      <div class="row">
        ${
          first
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
      ${first ? this.#links.picture(words) : nothing} ${this.#saver.message(words)}
    </section>`;
  }

  #renameForm(label: string) {
    const { teach } = this.words.strings;
    const rename = (event: Event) => {
      event.preventDefault();
      const to = new FormData(event.currentTarget as HTMLFormElement).get('to') as string;
      this.renaming = undefined;
      void this.#work(() => this.#connection.listener!.taught.rename(label, to.trim()));
    };
    return html`<li class="sound">
      <form class="row" @submit=${rename}>
        <input name="to" aria-label=${teach.newName} maxlength=${LONGEST_LABEL} autocomplete="off" .value=${label} />
        <button class="filled">${teach.ok}</button>
        <button type="button" @click=${() => (this.renaming = undefined)}>${teach.cancel}</button>
      </form>
    </li>`;
  }

  #correctionList() {
    const { words } = this;
    const { teach } = words.strings;
    const corrections = this.#connection.listener?.taught.corrections ?? [];
    if (corrections.length === 0) return nothing;
    return html`<section aria-labelledby="corrections">
      <h2 id="corrections">${teach.corrections}</h2>
      <ul>
        ${corrections.map(
          (correction) =>
            html`<li class="row">
              <span class="grow"
                >${teach.correction(words.className(correction.label), words.percent(correction.on))}</span
              >
              <button @click=${() => this.#connection.listener?.taught.undo(correction)}>${teach.undo}</button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  get #isBusy() {
    return this.pending > 0;
  }

  get #sounds() {
    return this.#connection.listener?.taught.list ?? [];
  }

  readonly #actions: TaughtActions = {
    rename: (label) => (this.renaming = label),
    remove: (label) => void this.#work(() => this.#connection.listener!.taught.remove(label)),
    removeExample: (label, key) => {
      const { taught } = this.#connection.listener!;
      taught.removeExample(label, key);
      void this.#work(() => (taught.examplesOf(label).length > 0 ? taught.learn() : taught.remove(label)));
    },
    setTarget: (label, target) => void this.#work(() => this.#connection.listener!.taught.setTarget(label, target)),
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const { listener } = this.#connection;
    const { chosen } = this;
    const label = this.label.trim();
    if (!listener || !chosen || this.#isBusy) return;
    void this.#work(async () => {
      await this.#learn(listener, label, await listener.taught.add(label, chosen));
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
    if (this.recordingFrom !== undefined && time - this.recordingFrom > LONGEST_RECORDING) this.#record();
    this.#now = time;
    if (this.recordingFrom !== undefined) this.requestUpdate();
  }

  readonly #teachChosen = (files: readonly File[]): void => void this.teachFiles(this.label.trim(), files);

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
    else void this.teachFiles(this.label.trim() || nameOf(files[0]!), files);
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

  /** Shows that sounds are not stored, and reports it once. */
  #noteStorage(problem: StoreProblem | undefined): void {
    if (problem && !this.storeProblem) this.dispatchEvent(elementEvent('pinna-error', problem.error));
    this.storeProblem = problem;
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
  }

  /** Restores what is stored on this device. */
  async #restore(): Promise<void> {
    try {
      const problem = await this.#stored.restore();
      if (problem) this.#learnAgain(problem);
    } catch (cause) {
      this.#fail(cause);
    }
  }

  /** Forgets what another network has learnt, such as an earlier version of the model. The examples are learnt again. */
  async #forgetNetwork(error: PinnaError): Promise<void> {
    const { taught } = this.#connection.listener!;
    await taught.restore({ ...taught.state, set: undefined });
    this.#learnAgain(error);
  }

  /** Learns all sounds again from their examples, now or as soon as the listener runs. @param error why; shown until then */
  #learnAgain(error: PinnaError): void {
    const { listener } = this.#connection;
    if (listener?.state === 'running') {
      void this.#work(() => listener.taught.learn());
      return;
    }
    this.error = error;
    this.#learnsAgain = true;
  }
}

/** Returns the name of a file without its ending, as long as the name of a sound may be. */
const nameOf = ({ name }: File): string => {
  const whole = name.replace(/\.[^.]*$/, '');
  return whole.slice(0, LONGEST_LABEL).trim();
};
