import type { Detection, DetectionChange } from '../../src/decisions/detection.js';
import { wordsIn } from '../../src/elements/words/words.js';
import type { Scope } from '../../src/lifetime/scope.js';

/** Maximum number of words on the board, so that it can be read in passing. */
const MAX_WORDS = 4;
/** Time that a sound stays on the board after its end, paler, ms. */
const LINGER_TIME = 3000;
/** Update interval of the board, ms. */
const INTERVAL = 500;
const HEADS = ['bird', 'genre', 'events'];

interface Entry {
  readonly detection: Detection;
  /** Time of its end on the clock of `performance.now()`, ms. */
  readonly ended: number | undefined;
}

/** Displays the current sounds in large words: birds first, then music, then other sounds. */
export class NowBoard {
  readonly #list: HTMLElement;
  readonly #entries = new Map<number, Entry>();
  #shown = '';

  constructor(list: HTMLElement) {
    this.#list = list;
  }

  /** Updates the board until the scope closes. */
  run(scope: Scope): void {
    scope.add(() => this.clear());
    scope.interval(INTERVAL, () => this.#draw());
  }

  /** Adds or updates a detection. */
  update({ phase, detection }: DetectionChange): void {
    this.#entries.set(detection.id, { detection, ended: phase === 'end' ? performance.now() : undefined });
  }

  /** Removes all entries. Call it for a new session, which numbers its detections from the start. */
  clear(): void {
    this.#entries.clear();
    this.#draw();
  }

  #draw(): void {
    const now = performance.now();
    for (const [id, { ended }] of this.#entries) {
      if (ended !== undefined && now - ended > LINGER_TIME) this.#entries.delete(id);
    }
    const words = this.#words();
    const key = JSON.stringify(words);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#list.replaceChildren(
      ...words.map(({ word, head, isOngoing }) => {
        const item = document.createElement('li');
        item.className = `${head} ${isOngoing ? '' : 'past'}`;
        item.textContent = word;
        return item;
      }),
    );
  }

  #words() {
    const words = wordsIn(document.documentElement.lang);
    const all = [...this.#entries.values()].sort(
      (a, b) =>
        HEADS.indexOf(a.detection.head) - HEADS.indexOf(b.detection.head) || a.detection.onset - b.detection.onset,
    );
    const hasGenre = all.some(({ detection }) => detection.head === 'genre');
    const found = new Map<string, { word: string; head: string; isOngoing: boolean }>();
    for (const { detection, ended } of all) {
      const { head, label } = detection;
      // If a genre is shown, the event "music" is redundant.
      if (hasGenre && head === 'events' && label === 'music') continue;
      const word = words.className(label);
      const isOngoing = ended === undefined || (found.get(word)?.isOngoing ?? false);
      found.set(word, { word, head: found.get(word)?.head ?? head, isOngoing });
    }
    return [...found.values()].slice(0, MAX_WORDS);
  }
}
