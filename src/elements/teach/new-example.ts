import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { Detection } from '../../decisions/detection.js';
import { lessonSpan } from '../../listener/lesson-span.js';
import { LONGEST_RECORDING } from '../../teach/examples/example-length.js';
import { LONGEST_EXAMPLE } from '../../teach/examples/trim.js';
import { LONGEST_LABEL } from '../../teach/file/taught-class.js';
import type { HeardPicture, TimeSpan } from '../../worker/contract.js';
import { ExcerptTools } from '../saving/excerpt-tools.js';
import { chooseFiles } from './choose-files.js';
import { nameField } from './name-field.js';
import { durationOf, stretchPicker } from './stretch-picker.js';
import type { TeachContext } from './teach-context.js';

/** Length of the picture of what was just heard, seconds. */
const PICTURE = 60;
/** Length of the stretch that is chosen at first in the picture, seconds. */
const FIRST_STRETCH = 2;
/** Shortest recording, seconds. */
const SHORTEST_RECORDING = 0.2;
/** Distance between two positions of the slider for a fader's number. */
const VALUE_STEP = 0.05;
const JSON_TYPE = 'application/json';

/** What to teach: a sound by its name, or a stretch of a fader by its number. */
export interface WhatToTeach {
  /** Name of the sound or of the fader. */
  readonly name: string;
  /** Number of the stretch, 0 to 1; undefined for a sound. */
  readonly value: number | undefined;
}

interface NewExampleOptions extends TeachContext {
  /** Renders what was just heard. @param chosenId id of the chosen detection */
  readonly heard: (chosenId: number | undefined) => unknown;
  /** Teaches a stretch of live sound. @throws PinnaError as `TaughtSounds.teach` */
  readonly teach: (what: WhatToTeach, span: TimeSpan) => Promise<void>;
  readonly teachFiles: (what: WhatToTeach, files: readonly File[]) => void;
  /** Adds the sounds of a file of taught sounds. */
  readonly import: (file: File) => void;
}

interface State {
  name: string;
  /** Whether the stretch gets a number instead of a name. */
  isFader: boolean;
  /** Number that the next stretch gets. */
  value: number;
  chosen: TimeSpan | undefined;
  /** Id of the chosen detection; undefined if the stretch was chosen otherwise. */
  chosenId: number | undefined;
  picture: HeardPicture | undefined;
  /** When the recording began, session time in seconds; undefined if nothing is recorded. */
  recordingFrom: number | undefined;
  /** Whether files are dragged over the place. */
  dropping: boolean;
}

/** The next example: which sound, from where, and its name or number. Main thread. */
export class NewExample {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: NewExampleOptions;
  readonly #excerpts: ExcerptTools;
  #state: State = {
    ...{ name: '', isFader: false, value: 0.5, dropping: false },
    ...{ chosen: undefined, chosenId: undefined, picture: undefined, recordingFrom: undefined },
  };
  /** End of the analysed sound, session time, seconds. */
  #now = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, options: NewExampleOptions) {
    this.#host = host;
    this.#options = options;
    this.#excerpts = new ExcerptTools(host);
  }

  /** End of the analysed sound, session time, seconds. */
  get now(): number {
    return this.#now;
  }

  /** Follows session time. Renders only while something is recorded. */
  follow(time: number): void {
    const { recordingFrom, isFader } = this.#state;
    const longest = isFader ? LONGEST_RECORDING : LONGEST_EXAMPLE;
    if (recordingFrom !== undefined && time - recordingFrom > longest) this.#record();
    this.#now = time;
    if (recordingFrom !== undefined) this.#host.requestUpdate();
  }

  /** Chooses a detection as the next example, and waits for its name. */
  choose({ id, onset, offset }: Detection): void {
    this.#set({ chosen: lessonSpan({ onset, offset }), chosenId: id, picture: undefined });
    this.#focusName();
  }

  /** Forgets what was chosen, also what is being recorded. */
  forgetSpans(): void {
    this.#excerpts.reset();
    this.#set({ chosen: undefined, chosenId: undefined, picture: undefined, recordingFrom: undefined });
  }

  render() {
    const words = this.#options.words();
    const { teach } = words.strings;
    const { name, isFader, chosen, chosenId, picture, recordingFrom, dropping } = this.#state;
    const isRunning = this.#options.listener()?.state === 'running';
    const canTeach = !this.#options.isBusy() && name.trim() !== '';
    return html`<section
      class=${dropping ? 'dropping' : ''}
      aria-labelledby="new"
      @dragover=${this.#over}
      @dragleave=${() => this.#set({ dropping: false })}
      @drop=${this.#drop}
    >
      <h2 id="new" tabindex="-1">${teach.title}</h2>
      <p>${teach.what}</p>
      <p class="small muted">${teach.limits}</p>
      ${isRunning ? this.#options.heard(chosenId) : html`<p class="small">${teach.idle}</p>`}
      ${
        picture && chosen
          ? stretchPicker(words, picture, chosen, (span) => this.#set({ chosen: span, chosenId: undefined }))
          : nothing
      }
      <div class="row">
        <button ?disabled=${!isRunning} @click=${() => void this.#showMinute()}>${teach.showMinute}</button>
        <button ?disabled=${!isRunning} aria-pressed=${recordingFrom !== undefined} @click=${this.#record}>
          ${
            recordingFrom === undefined
              ? teach.record
              : teach.endRecording(words.seconds(Math.floor(this.#now - recordingFrom)))
          }
        </button>
        ${
          chosen
            ? this.#excerpts.playButton(words, this.#options.listener(), {
                label: name,
                onset: chosen.from,
                offset: chosen.to,
              })
            : nothing
        }
        <span class="small muted" role="status">${this.#excerpts.outcome(words)}</span>
      </div>
      ${this.#excerpts.message(words)}
      <fieldset class="row kinds">
        <legend>${teach.kind}</legend>
        ${this.#kind('sound', teach.kindSound, false)} ${this.#kind('fader', teach.kindFader, true)}
      </fieldset>
      ${isFader ? html`<p class="small muted">${teach.faderWhat}</p>` : nothing}
      <form class="row" @submit=${this.#submit}>
        ${this.#nameField()} ${isFader ? this.#valueSlider() : nothing}
        <button class="filled" ?disabled=${!canTeach || !chosen}>${teach.teach}</button>
        <button
          type="button"
          ?disabled=${!canTeach}
          @click=${() => chooseFiles('audio/*,video/*', true, (files) => this.#teachFiles(files))}
        >
          ${teach.files}
        </button>
        <span class="small muted">${teach.dropFiles}</span>
      </form>
    </section>`;
  }

  #nameField() {
    const { teach } = this.#options.words().strings;
    const { name, isFader } = this.#state;
    const taught = this.#options.listener()?.taught;
    const names = isFader ? taught?.faders.map((fader) => fader.name) : taught?.list.map((sound) => sound.taught.label);
    return nameField({ label: teach.name, value: name, names, onInput: (value) => this.#set({ name: value }) });
  }

  #kind(id: string, text: string, isFader: boolean) {
    return html`<label class="kind"
      ><input
        type="radio"
        name="kind"
        value=${id}
        .checked=${this.#state.isFader === isFader}
        @change=${() => this.#set({ isFader })}
      />
      ${text}</label
    >`;
  }

  #valueSlider() {
    const words = this.#options.words();
    const { teach } = words.strings;
    const text = words.number(this.#state.value, 2);
    return html`<label class="value">
      ${teach.value}
      <input
        id="value"
        type="range"
        min="0"
        max="1"
        step=${VALUE_STEP}
        .value=${String(this.#state.value)}
        aria-valuetext=${text}
        @input=${({ target }: Event) => this.#set({ value: Number((target as HTMLInputElement).value) })}
      />
      <span class="number">${text}</span>
    </label>`;
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#host.requestUpdate();
  }

  /** What the fields say. @param name instead of an empty field */
  #what(name = ''): WhatToTeach {
    const { isFader, value } = this.#state;
    return { name: this.#state.name.trim() || name, value: isFader ? value : undefined };
  }

  #focusName(): void {
    this.#host.shadowRoot!.getElementById('name')!.focus();
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const { chosen } = this.#state;
    if (!chosen || this.#options.isBusy()) return;
    void this.#options.work(async () => {
      await this.#options.teach(this.#what(), chosen);
      this.#set({ chosen: undefined, chosenId: undefined, picture: undefined });
    });
  };

  async #showMinute(): Promise<void> {
    await this.#options.work(async () => {
      const span = { from: this.#now - PICTURE, to: Infinity };
      const picture = (await this.#options.listener()?.taught.picture(span)) ?? undefined;
      this.#set({ picture });
      if (!picture) return;
      const end = picture.start + durationOf(picture);
      const { chosen } = this.#state;
      if (!chosen || chosen.to > end || chosen.from < picture.start)
        this.#set({ chosen: { from: Math.max(picture.start, end - FIRST_STRETCH), to: end } });
    });
  }

  readonly #record = (): void => {
    const { recordingFrom: from } = this.#state;
    if (from === undefined) {
      this.#set({ recordingFrom: this.#now });
      return;
    }
    const chosen = { from, to: Math.max(this.#now, from + SHORTEST_RECORDING) };
    this.#set({ recordingFrom: undefined, chosen, chosenId: undefined });
    void this.#showMinute().then(() => this.#focusName());
  };

  #teachFiles(files: readonly File[]): void {
    this.#options.teachFiles(this.#what(), files);
  }

  readonly #over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#set({ dropping: true });
  };

  readonly #drop = (event: DragEvent): void => {
    this.#set({ dropping: false });
    const files = [...(event.dataTransfer?.files ?? [])];
    const [first] = files;
    if (!first) return;
    event.preventDefault();
    event.stopPropagation();
    const isTaught = first.type === JSON_TYPE || first.name.endsWith('.json');
    if (isTaught) this.#options.import(first);
    // Without a name in the field, the name of the file is the name of the sound.
    else this.#options.teachFiles(this.#what(nameOf(first)), files);
  };
}

/** Returns the name of a file without its ending, as long as the name of a sound may be. */
const nameOf = ({ name }: File): string => {
  const whole = name.replace(/\.[^.]*$/, '');
  return whole.slice(0, LONGEST_LABEL).trim();
};
