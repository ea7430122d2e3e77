import { html, nothing, type ReactiveControllerHost } from 'lit';
import { EXPORT_FORMAT_IDS } from '../../formats/export-format-ids.js';
import { formatChoice, Saver } from '../saving/saver.js';
import type { FormatId } from '../words/strings.js';
import type { Words } from '../words/words.js';
import type { QueuedFile } from './file-queue.js';

/** Export formats; unlike a live session, a whole recording can also export its frame scores. */
export const RECORDING_FORMATS = [...EXPORT_FORMAT_IDS, 'frames'] as const;

/** Saves the results of all files as one file. */
export class SaveAll {
  readonly #host: ReactiveControllerHost;
  readonly #saver: Saver;
  #format: FormatId = 'csv';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#saver = new Saver(host);
  }

  /** Renders the tools; renders nothing unless several files have results. */
  render(words: Words, files: readonly QueuedFile[]) {
    const { strings } = words;
    const done = files.flatMap(({ file: { name }, classification }) =>
      classification ? [{ name, classification }] : [],
    );
    if (done.length < 2) return nothing;
    const choose = (format: FormatId) => {
      this.#format = format;
      this.#host.requestUpdate();
    };
    const save = () => void this.#saver.use(({ saveRecordings }) => saveRecordings(done, this.#format));
    return html`<div class="all">
        ${formatChoice(strings, RECORDING_FORMATS, this.#format, choose)}
        <button part="save-all" @click=${save}>${strings.file.saveAll}</button>
      </div>
      ${this.#saver.message(words)}`;
  }
}
