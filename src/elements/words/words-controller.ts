import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { languageOf, treesAround } from './language-of.js';
import { watchLanguage } from './language-watch.js';
import { watchLocales } from './locale-registry.js';
import { wordsIn } from './words-in.js';
import type { Words } from './words.js';

/** The words of the host's language; the host is drawn again when either changes. */
export class WordsController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #words = wordsIn('');
  #endings: (() => void)[] = [];

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  get current(): Words {
    return this.#words;
  }

  hostConnected(): void {
    const look = () => this.#look();
    this.#endings = [watchLanguage(treesAround(this.#host), look), watchLocales(look)];
    look();
  }

  hostDisconnected(): void {
    for (const end of this.#endings.splice(0)) end();
  }

  #look(): void {
    const words = wordsIn(languageOf(this.#host));
    if (words === this.#words) return;
    this.#words = words;
    this.#host.requestUpdate();
  }
}
