import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { LogEntry } from '../../log/log-entry.js';
import type { Words } from '../words/words.js';
import type { OpenedLog } from './opened-log.js';

/** Asks before the opened session is deleted, and brings it back if the user wants it. */
export class LogClearing {
  readonly #host: ReactiveControllerHost & Element;
  readonly #log: OpenedLog;
  readonly #onCleared: () => void;
  #isAsking = false;
  /** The entries that were deleted last. */
  #deleted: readonly LogEntry[] = [];

  /** @param onCleared called after entries were deleted or brought back: rows then change even under the pointer */
  constructor(host: ReactiveControllerHost & Element, log: OpenedLog, onCleared: () => void) {
    this.#host = host;
    this.#log = log;
    this.#onCleared = onCleared;
  }

  /** Asks whether to delete the opened session. */
  ask(): void {
    void this.#show(true, '.keep');
  }

  /** Deletes the opened session without asking. It can be brought back. */
  async clear(): Promise<void> {
    const deleted = await this.#log.clear();
    if (deleted.length > 0) this.#deleted = deleted;
    this.#onCleared();
    await this.#show(false, '.undo');
  }

  /** Renders the question, or what was deleted. @param sessionName the opened session in words */
  render(words: Words, sessionName: string) {
    const { strings } = words;
    if (this.#isAsking) {
      return html`<div class="asking" role="group" aria-labelledby="question" @keydown=${this.#key}>
        <span id="question">${strings.log.askDelete(words.count(this.#log.size), sessionName)}</span>
        <button part="delete" class="delete" @click=${() => this.clear()}>${strings.log.delete}</button>
        <button part="keep" class="keep" @click=${() => this.#show(false)}>${strings.log.keep}</button>
      </div>`;
    }
    if (this.#deleted.length === 0) return nothing;
    return html`<div class="asking">
      <span role="status">${strings.log.deleted(words.count(this.#deleted.length))}</span>
      <button part="undo" class="undo" @click=${() => this.#undo()}>${strings.log.undo}</button>
    </div>`;
  }

  async #undo(): Promise<void> {
    const deleted = this.#deleted;
    this.#deleted = [];
    await this.#log.restore(deleted);
    this.#onCleared();
    await this.#show(false);
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    void this.#show(false);
  };

  /** Shows or hides the question. @param focused selector of the button that gets the focus, else the button that asks */
  async #show(isAsking: boolean, focused = '.clear'): Promise<void> {
    const hadFocus = this.#host.matches(':focus-within');
    this.#isAsking = isAsking;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const root = this.#host.shadowRoot!;
    const target = root.querySelector<HTMLButtonElement>(`${focused}:not(:disabled)`);
    if (hadFocus) (target ?? root.querySelector<HTMLElement>('.room'))?.focus();
  }
}
