import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { Detection } from '../../decisions/detection.js';
import { TAUGHT } from '../../decisions/embedding-head.js';
import { PinnaError, unforeseenError } from '../../errors.js';
import { lessonSpan } from '../../listener/lesson-span.js';
import { ONE_A_DAY } from '../../teach/file/taught-class.js';
import type { ListenerLike } from '../listener/listener-controller.js';
import type { Words } from '../words/words.js';

/** Buttons of the selected detections: "not this", "less often", and "teach this" with a field for the name. */
export class LessonTools {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  /** Whether the name of a sound is being asked for. */
  #isNaming = false;
  #isBusy = false;
  #outcome: ((words: Words) => string) | undefined;
  #error: PinnaError | undefined;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>) {
    this.#host = host;
  }

  /** Renders the buttons. @param clear clears the selection, after all of it was refused */
  render(words: Words, selected: readonly Detection[], listener: ListenerLike | undefined, clear: () => void) {
    const { teach } = words.strings;
    const [first] = selected;
    if (!listener || !first) return nothing;
    if (this.#isNaming)
      return html`<form class="naming" @submit=${(event: Event) => this.#teach(event, listener, first)}>
        <input name="label" aria-label=${teach.name} placeholder=${teach.name} maxlength="64" autocomplete="off" />
        <button part="button" ?disabled=${this.#isBusy}>${teach.teach}</button>
        <button part="button" type="button" @click=${() => this.reset()}>${teach.cancel}</button>
      </form>`;
    return html`
      <button part="button" ?disabled=${this.#isBusy} @click=${() => this.#refuse(words, listener, selected, clear)}>
        ${teach.notThis}
      </button>
      ${listener.isTeaching ? this.#lessOftenButton(words, listener, selected) : nothing}
      ${
        listener.isTeaching
          ? html`<button
              part="button"
              ?disabled=${this.#isBusy}
              @click=${() => {
                this.#isNaming = true;
                this.#host.requestUpdate();
              }}
            >
              ${teach.teachThis}
            </button>`
          : nothing
      }
    `;
  }

  /** Returns what the last request has to say; empty if nothing. */
  outcome(words: Words): string {
    return this.#isBusy ? words.strings.teach.learning : (this.#outcome?.(words) ?? '');
  }

  /** Renders what went wrong and what to do. */
  message(words: Words) {
    if (!this.#error) return nothing;
    const { what, todo } = words.error(this.#error);
    return html`<p class="small" role="alert">${what} ${todo}</p>`;
  }

  /** Clears what was asked and said, for another selection. */
  reset(): void {
    this.#isNaming = false;
    this.#outcome = undefined;
    this.#error = undefined;
    this.#host.requestUpdate();
  }

  #refuse(words: Words, listener: ListenerLike, selected: readonly Detection[], clear: () => void): void {
    const names = words.list([...new Set(selected.map(({ label }) => words.className(label)))]);
    void this.#work(async () => {
      for (const detection of selected) await listener.refuse(detection);
      clear();
      this.#outcome = ({ strings }) => strings.teach.refused(names);
    });
  }

  /** Renders the button that sets a budget for the built-in classes among the selected detections; nothing without one. */
  #lessOftenButton(words: Words, listener: ListenerLike, selected: readonly Detection[]) {
    const { teach } = words.strings;
    const classes = new Map(
      selected.filter(({ head }) => head !== TAUGHT).map((one) => [`${one.head}:${one.label}`, one]),
    );
    if (classes.size === 0) return nothing;
    const names = words.list([...new Set([...classes.values()].map(({ label }) => words.className(label)))]);
    const reportLessOften = () =>
      void this.#work(async () => {
        for (const one of classes.values()) await listener.taught.setBudget(one, ONE_A_DAY);
        this.#outcome = ({ strings }) => strings.teach.lessOftenNoted(names);
      });
    return html`<button
      part="button"
      ?disabled=${this.#isBusy}
      aria-label=${teach.lessOftenNamed(names)}
      @click=${reportLessOften}
    >
      ${teach.lessOften}
    </button>`;
  }

  #teach(event: Event, listener: ListenerLike, detection: Detection): void {
    event.preventDefault();
    const label = (new FormData(event.currentTarget as HTMLFormElement).get('label') as string).trim();
    if (label === '') return;
    void this.#work(async () => {
      const { quality } = await listener.teach(label, lessonSpan(detection));
      this.#isNaming = false;
      this.#outcome = ({ strings }) => strings.teach.learnt(label, strings.teach.quality[quality]);
    });
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this.#isBusy = true;
    this.#error = undefined;
    this.#host.requestUpdate();
    try {
      await work();
    } catch (cause) {
      this.#error = cause instanceof PinnaError ? cause : unforeseenError(cause);
    } finally {
      this.#isBusy = false;
      this.#host.requestUpdate();
    }
  }
}
