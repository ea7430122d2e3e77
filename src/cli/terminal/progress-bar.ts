import type { Terminal } from './streams.js';

const WIDTH = 24;
const SHORTEST_PAUSE = 100;

/** A bar on the terminal's last line; writes nothing where there is no terminal. */
export class ProgressBar {
  readonly #terminal: Terminal;
  readonly #fileCount: number;
  #lastDrawn = -Infinity;
  #isShown = false;

  constructor(terminal: Terminal, fileCount: number) {
    this.#terminal = terminal;
    this.#fileCount = fileCount;
  }

  /**
   * @param index of the file, from 0
   * @param share of it that is done, 0 to 1
   */
  draw(index: number, file: string, share: number): void {
    const now = performance.now();
    if (!this.#terminal.isTTY || now - this.#lastDrawn < SHORTEST_PAUSE) return;
    this.#lastDrawn = now;
    this.#isShown = true;
    const done = Math.round(((index + share) / this.#fileCount) * WIDTH);
    const bar = `[${'#'.repeat(done)}${'.'.repeat(WIDTH - done)}] ${String(index + 1)}/${String(this.#fileCount)} ${file}`;
    // A line that wraps could not be taken back. Some terminals say that they have 0 columns.
    this.#terminal.write(`\r\x1b[K${bar.slice(0, (this.#terminal.columns || 80) - 1)}`);
  }

  /** Takes the bar away, for other text to follow. */
  clear(): void {
    if (this.#isShown) this.#terminal.write('\r\x1b[K');
    this.#isShown = false;
  }
}
