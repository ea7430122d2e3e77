import { html, nothing, type ReactiveControllerHost } from 'lit';
import { PinnaError } from '../../errors.js';
import { loadPart } from '../../lifetime/load-part.js';
import type { FormatId, Strings } from '../words/strings.js';
import type { Words } from '../words/words.js';
import type * as Saving from './saving.js';

/** Saves files and plays sounds for an element, and says what went wrong the last time. Main thread. */
export class Saver {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  #problem: PinnaError | undefined;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>) {
    this.#host = host;
  }

  /** Fetches what it takes, at the first time, and does the work with it. Call it from a click. */
  async use(work: (saving: typeof Saving) => unknown): Promise<void> {
    this.#problem = undefined;
    try {
      await work(await load());
    } catch (error) {
      if (!(error instanceof PinnaError)) throw error;
      this.#problem = error;
    }
    this.#host.requestUpdate();
  }

  /** What went wrong and what to do; nothing where nothing has. */
  message(words: Words) {
    if (!this.#problem) return nothing;
    const { what, todo, detail } = words.error(this.#problem);
    return html`<p class="small" role="alert">
      ${what} ${todo} ${detail ? html`<span lang="en">${detail}</span>` : nothing}
    </p>`;
  }
}

/** @throws PinnaError `files-missing` */
const load = (): Promise<typeof Saving> =>
  loadPart(import('./saving.js'), 'The part of Pinna that saves and plays what was heard', 'try again');

/** A choice among the kinds of file that something can be saved as. */
export function formatChoice<T extends FormatId>(
  strings: Strings,
  formats: readonly T[],
  chosen: T,
  choose: (format: T) => void,
) {
  return html`<select
    part="format"
    aria-label=${strings.exportFormat}
    .value=${chosen}
    @change=${({ target }: Event) => choose((target as HTMLSelectElement).value as T)}
  >
    ${formats.map((id) => html`<option value=${id}>${strings.format[id]}</option>`)}
  </select>`;
}
