import type { Terminal } from './streams.js';

/** Width of the bar, characters. */
const WIDTH = 24;
/** Shortest interval between two drawings, ms. */
const MIN_INTERVAL = 100;

/** A progress bar on the terminal's last line. Without a terminal, writes nothing. */
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
   * Draws the bar.
   * @param index position of the file, from 0
   * @param share completed share of the file, 0 to 1
   */
  draw(index: number, file: string, share: number): void {
    const now = performance.now();
    if (!this.#terminal.isTTY || now - this.#lastDrawn < MIN_INTERVAL) return;
    this.#lastDrawn = now;
    this.#isShown = true;
    const done = Math.round(((index + share) / this.#fileCount) * WIDTH);
    const bar = `[${'#'.repeat(done)}${'.'.repeat(WIDTH - done)}] ${String(index + 1)}/${String(this.#fileCount)} ${file}`;
    // A wrapped line could not be erased. Some terminals report 0 columns.
    this.#terminal.write(`\r\x1b[K${bar.slice(0, (this.#terminal.columns || 80) - 1)}`);
  }

  /** Erases the bar, so that other text can follow. */
  clear(): void {
    if (this.#isShown) this.#terminal.write('\r\x1b[K');
    this.#isShown = false;
  }
}
