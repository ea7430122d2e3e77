import { html, nothing, type ReactiveControllerHost } from 'lit';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { loadPart } from '../../lifetime/load-part.js';
import type { FormatId, Strings } from '../words/strings.js';
import type { Words } from '../words/words.js';
import type * as Saving from './saving.js';

/** Saves files and plays sounds for an element, and keeps the error of the last attempt. Main thread. */
export class Saver {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  #error: PinnaError | undefined;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>) {
    this.#host = host;
  }

  /**
   * Loads the saving code at the first use and passes it to `work`. Call it from a click. `message` shows its error.
   */
  async use(work: (saving: typeof Saving) => unknown): Promise<void> {
    this.#error = undefined;
    try {
      await work(await load());
    } catch (cause) {
      this.#error = cause instanceof PinnaError ? cause : refused(cause);
    }
    this.#host.requestUpdate();
  }

  /** Shows an error of something else, such as playback. */
  report(error: PinnaError): void {
    this.#error = error;
    this.#host.requestUpdate();
  }

  /** Renders what went wrong and what to do; renders nothing if the last attempt succeeded. */
  message(words: Words) {
    if (!this.#error) return nothing;
    const { what, todo, detail } = words.error(this.#error);
    return html`<p class="small" role="alert">
      ${what} ${todo} ${detail ? html`<span lang="en">${detail}</span>` : nothing}
    </p>`;
  }
}

/** The browser refuses to share or play, or has no memory for the file. */
function refused(cause: unknown): PinnaError {
  return new PinnaError(
    PinnaErrorCode.NotWritten,
    `The browser refused it (${String(cause)}). Choose less at once, or save a file instead of sharing it.`,
    { cause },
  );
}

/**
 * Loads the saving code.
 *
 * @throws PinnaError `files-missing`
 */
const load = (): Promise<typeof Saving> =>
  loadPart(import('./saving.js'), "Pinna's code for saving and playback", 'try again');

/** Renders a picker of export formats. */
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
