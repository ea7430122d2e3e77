import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { listen } from '../../lifetime/listen.js';
import { loadTaughtFiles } from '../../listener/load-taught-files.js';
import type { TaughtSounds } from '../../listener/taught-sounds.js';
import type { Correction } from '../../teach/file/correction.js';
import { namesIn } from '../../teach/file/set-parts.js';
import type { TaughtSet } from '../../teach/file/taught-file.js';
import type { Words } from '../words/words.js';
import { codePicture, linkCode, type LinkCode } from './link-code.js';
import { LINK_KEY, payloadIn } from './taught-link-address.js';

interface TaughtLinksOptions {
  /** Whether the page's address is read and links are offered. */
  readonly isOn: () => boolean;
  /** Returns the sounds that are shared and added to; undefined without a listener. */
  readonly taught: () => TaughtSounds | undefined;
  /** Does some work, and shows its error. */
  readonly work: (work: () => Promise<void>) => Promise<void>;
  /** Shows a message. */
  readonly say: (message: string) => void;
}

/**
 * Taught sounds in links. Asks about the sounds in the fragment of the page's address, and makes links to the page, as text or as a QR
 * code. Main thread.
 */
export class TaughtLinks implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: TaughtLinksOptions;
  /** Sounds of a link that wait for an answer. */
  #offered: TaughtSet | undefined;
  /** The QR code of the link, while it is shown. */
  #code: LinkCode | undefined;
  /** Address whose fragment was read last. */
  #readAddress = '';
  #unlisten: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, options: TaughtLinksOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    void this.#read();
    this.#unlisten = listen(window, 'hashchange', () => void this.#read());
  }

  hostDisconnected(): void {
    this.#unlisten?.();
  }

  /** Hides the QR code, which shows the sounds of before. */
  hideCode(): void {
    this.#show(undefined);
  }

  /** Renders the question about the sounds of a link. */
  question(words: Words) {
    const set = this.#offered;
    if (!set) return nothing;
    const { teach } = words.strings;
    const names = words.list(namesIn(set));
    const taught = this.#options.taught();
    const replaced = namesIn(taught?.set).filter((name) => namesIn(set).includes(name));
    const isCorrected = (one: Correction) =>
      taught?.corrections.some(({ head, label }) => head === one.head && label === one.label) ?? false;
    const corrected = (set.corrections ?? []).filter((one) => !isCorrected(one));
    return html`<section aria-labelledby="offer">
      <h2 id="offer">${teach.askImport(names)}</h2>
      ${replaced.length > 0 ? html`<p class="small">${teach.replaces(words.list(replaced))}</p>` : nothing}
      ${
        corrected.length > 0
          ? html`<p class="small">
              ${teach.bringsCorrections(words.list(corrected.map(({ label }) => words.className(label))))}
            </p>`
          : nothing
      }
      <div class="row">
        <button class="filled" @click=${() => void this.#add(set, teach.added(names))}>${teach.add}</button>
        <button @click=${() => this.#offer(undefined)}>${teach.doNotAdd}</button>
      </div>
    </section>`;
  }

  /** Renders the buttons that share the sounds. */
  buttons(words: Words) {
    if (!this.#options.isOn()) return nothing;
    const { teach } = words.strings;
    const layered = this.#options.taught()?.set?.classes.filter(({ layer }) => layer) ?? [];
    return html`<button @click=${() => void this.#copy(teach.copied)}>${teach.copyLink}</button>
      <button aria-expanded=${this.#code !== undefined} @click=${() => void this.#toggleCode(teach.codeTooLong)}>
        ${teach.showCode}
      </button>
      ${
        layered.length > 0
          ? html`<span class="small muted"
              >${teach.linkWithoutLayers(words.list(layered.map(({ label }) => label)))}</span
            >`
          : nothing
      }`;
  }

  /** Renders the QR code, while it is shown. */
  picture(words: Words) {
    return this.#code ? codePicture(this.#code, words.strings.teach.code) : nothing;
  }

  async #add(set: TaughtSet, message: string): Promise<void> {
    await this.#options.work(async () => {
      this.#offer(undefined);
      await this.#options.taught()?.import(set);
      this.#options.say(message);
    });
  }

  async #copy(message: string): Promise<void> {
    await this.#options.work(async () => {
      const link = await this.#link();
      try {
        await navigator.clipboard.writeText(link);
      } catch (cause) {
        throw new PinnaError(
          PinnaErrorCode.NotWritten,
          `The browser refused the clipboard (${String(cause)}). Save the sounds as a file, or show the QR code.`,
          { cause },
        );
      }
      this.#options.say(message);
    });
  }

  async #toggleCode(tooLong: string): Promise<void> {
    const isShown = this.#code !== undefined;
    this.#show(undefined);
    if (isShown) return;
    await this.#options.work(async () => {
      this.#show(await linkCode(await this.#link()));
      this.#options.say(this.#code ? '' : tooLong);
    });
  }

  /** Returns the link to this page with all taught sounds in its fragment. */
  async #link(): Promise<string> {
    const address = new URL(location.href);
    address.hash = `${LINK_KEY}${await this.#options.taught()!.exportLink()}`;
    return address.href;
  }

  /** Reads the sounds of the address, once while it stays, and asks before it adds them. */
  async #read(): Promise<void> {
    const payload = this.#options.isOn() ? payloadIn(location.hash) : undefined;
    if (payload === undefined || location.href === this.#readAddress) return;
    this.#readAddress = location.href;
    await this.#options.work(async () => {
      const { fromLinkPayload } = await loadTaughtFiles();
      this.#offer(fromLinkPayload(payload));
      history.replaceState(history.state, '', location.pathname + location.search);
      // The same link may be opened again.
      this.#readAddress = '';
    });
  }

  #offer(set: TaughtSet | undefined): void {
    this.#offered = set;
    this.#host.requestUpdate();
  }

  #show(code: LinkCode | undefined): void {
    this.#code = code;
    this.#host.requestUpdate();
  }
}
