import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { HeardPicture, UncertainStretch } from '../../worker/contract.js';
import { ExcerptTools } from '../saving/excerpt-tools.js';
import { drawn } from './draw-directive.js';
import type { TeachContext } from './teach-context.js';

type Answer = 'yes' | 'no' | 'skip';

/** Questions about stretches of recent sound in which a taught sound may be, one at a time. Main thread. */
export class TaughtQuestions {
  readonly #host: ReactiveControllerHost;
  readonly #context: TeachContext;
  readonly #excerpts: ExcerptTools;
  #questions: readonly UncertainStretch[] = [];
  /** Picture of the first stretch; undefined if it is not kept. */
  #picture: HeardPicture | undefined;

  constructor(host: ReactiveControllerHost, context: TeachContext) {
    this.#host = host;
    this.#context = context;
    this.#excerpts = new ExcerptTools(host);
  }

  /** Asks questions. They replace the earlier ones. @throws PinnaError `worker-failed` */
  async ask(questions: readonly UncertainStretch[]): Promise<void> {
    this.clear();
    this.#questions = questions;
    const [first] = questions;
    if (first) this.#picture = (await this.#context.listener()?.taught.picture(first)) ?? undefined;
    this.#host.requestUpdate();
  }

  /** Drops all questions. */
  clear(): void {
    this.#excerpts.reset();
    this.#questions = [];
    this.#picture = undefined;
    this.#host.requestUpdate();
  }

  /** Renders the first question. */
  render() {
    const [question] = this.#questions;
    if (!question || this.#context.isBusy()) return nothing;
    const words = this.#context.words();
    const { teach } = words.strings;
    const { label, from, to } = question;
    const answer = (text: string, given: Answer) =>
      html`<button @click=${() => void this.#answer(question, given)}>${text}</button>`;
    return html`<section part="question" aria-labelledby="question">
      <h2 id="question" tabindex="-1">${teach.isThis(label)}</h2>
      ${
        this.#picture
          ? html`<div class="examples">
              <div class="picture">
                <canvas role="img" aria-label=${teach.questionPicture} ${drawn(this.#picture)}></canvas>
              </div>
            </div>`
          : nothing
      }
      <div class="row">
        <span class="number">${words.span(from, to)}</span>
        ${this.#excerpts.playButton(words, this.#context.listener(), { label, onset: from, offset: to })}
        ${answer(teach.yes, 'yes')} ${answer(teach.no, 'no')} ${answer(teach.skip, 'skip')}
      </div>
      <p class="small muted" role="status">${this.#excerpts.outcome(words)}</p>
      ${this.#excerpts.message(words)}
    </section>`;
  }

  async #answer(question: UncertainStretch, answer: Answer): Promise<void> {
    const { taught } = this.#context.listener()!;
    const rest = this.#questions.slice(1);
    await this.#context.work(async () => {
      if (answer === 'yes') await taught.teach(question.label, question);
      else if (answer === 'no') await taught.refuseStretch(question.label, question);
      await this.ask(rest);
    });
  }
}
