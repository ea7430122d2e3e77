import type { Detection, DetectionChange } from '../../src/decisions/detection.js';
import { wordsIn } from '../../src/elements/words/words.js';
import type { Scope } from '../../src/lifetime/scope.js';

/** Words on the board at most: they are to be read in passing. */
const ROOM = 4;
/** What has ended stays for so long, paler, milliseconds. */
const AFTER = 3000;
/** The board changes at most this often, milliseconds. */
const INTERVAL = 500;
const HEADS = ['bird', 'genre', 'events'];

interface Entry {
  readonly detection: Detection;
  /** When it ended, on the clock of `performance.now()`. */
  readonly ended: number | undefined;
}

/** What is heard now, in words as large as the screen allows: birds first, then music, then other sounds. */
export class NowBoard {
  readonly #list: HTMLElement;
  readonly #entries = new Map<number, Entry>();
  #shown = '';

  constructor(list: HTMLElement) {
    this.#list = list;
  }

  /** Draws until the scope ends. */
  run(scope: Scope): void {
    scope.add(() => this.clear());
    scope.interval(INTERVAL, () => this.#draw());
  }

  hear({ phase, detection }: DetectionChange): void {
    this.#entries.set(detection.id, { detection, ended: phase === 'end' ? performance.now() : undefined });
  }

  /** A new session counts its detections anew. */
  clear(): void {
    this.#entries.clear();
    this.#draw();
  }

  #draw(): void {
    const now = performance.now();
    for (const [id, { ended }] of this.#entries) {
      if (ended !== undefined && now - ended > AFTER) this.#entries.delete(id);
    }
    const words = this.#words();
    const key = JSON.stringify(words);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#list.replaceChildren(
      ...words.map(({ word, head, goesOn }) => {
        const item = document.createElement('li');
        item.className = `${head} ${goesOn ? '' : 'past'}`;
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
    const found = new Map<string, { word: string; head: string; goesOn: boolean }>();
    for (const { detection, ended } of all) {
      const { head, label } = detection;
      // The genre says that it is music.
      if (hasGenre && head === 'events' && label === 'music') continue;
      const word = words.className(label);
      const goesOn = ended === undefined || (found.get(word)?.goesOn ?? false);
      found.set(word, { word, head: found.get(word)?.head ?? head, goesOn });
    }
    return [...found.values()].slice(0, ROOM);
  }
}
