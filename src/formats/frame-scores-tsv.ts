import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { HeadManifest } from '../model/manifest.js';
import { score, seconds } from './written-values.js';

/** The format of frame scores. sed_scores_eval recognises tables by their extension, and recordings by their names. */
export const FRAME_SCORES = { id: 'frames', extension: 'tsv', type: 'text/tab-separated-values' } as const;

/**
 * Writes frame scores as tab-separated values for sed_scores_eval (https://github.com/fgnt/sed_scores_eval): a header
 * `onset offset class…`, then one row per frame without gaps. Each row's offset is, to the letter, the next one's
 * onset.
 *
 * Scores see 12 or 15 ms more sound, by the model's features, than the time to the next ones. Rows must not overlap, so row i
 * is `[i·rowSeconds, (i+1)·rowSeconds)`.
 *
 * sed_scores_eval reads every column but the first two as a class, and every line as a row. There is no field for the
 * model. Only the table's name identifies the file; sed_scores_eval uses it as the recording's id. Times are seconds from
 * the file's start.
 */
export class FrameScoresTsv {
  readonly #heads: readonly HeadManifest[];
  readonly #rowSeconds: number;
  readonly #faders: readonly string[];
  readonly #columns: readonly string[];

  /**
   * Orders the columns by head and class. A class that occurs in several heads becomes `head:class`. Faders follow as `fader:name`.
   *
   * @param rowSeconds distance between the scores, seconds
   * @param faders names of the taught faders
   * @throws PinnaError `bad-option` for a class name that the format cannot hold
   */
  constructor(heads: readonly HeadManifest[], rowSeconds: number, faders: readonly string[] = []) {
    this.#heads = heads;
    this.#rowSeconds = rowSeconds;
    this.#faders = faders;
    const all = heads.flatMap((head) => head.classes.map(({ name }) => ({ head: head.name, name })));
    const isShared = (name: string) => all.filter((other) => other.name === name).length > 1;
    const classes = all.map(({ head, name }) => (isShared(name) ? `${head}:${name}` : name));
    this.#columns = [...classes, ...faders.map((name) => `fader:${name}`)];
    // sed_scores_eval refuses a backslash. A tab or a line end would break the row.
    const bad = this.#columns.find((column) => /[\\\t\r\n]/.test(column));
    if (bad !== undefined)
      throw new PinnaError(
        PinnaErrorCode.BadOption,
        `The class name ${JSON.stringify(bad)} cannot be a column. Rename the class.`,
      );
  }

  /** Returns the header line. */
  header(): string {
    return `${['onset', 'offset', ...this.#columns].join('\t')}\n`;
  }

  /**
   * Returns the lines of one step's frames.
   *
   * @param scores per head `[frames × classes]`, row-major, 0 to 1
   * @param first index of the first of these frames
   * @param faders per fader `[frames]`, 0 to 1
   * @throws PinnaError `bad-option` for a score that is not finite
   */
  rows(
    scores: Readonly<Record<string, Float32Array>>,
    frames: number,
    first: number,
    faders: Readonly<Record<string, Float32Array>> = {},
  ): string {
    let text = '';
    for (let row = 0; row < frames; row++) {
      const index = first + row;
      const cells = [seconds(index * this.#rowSeconds), seconds((index + 1) * this.#rowSeconds)];
      for (const { name, classes } of this.#heads) {
        const values = scores[name]?.subarray(row * classes.length, (row + 1) * classes.length) ?? [];
        for (const value of values) cells.push(score(value));
      }
      for (const name of this.#faders) cells.push(score(faders[name]![row]!));
      text += `${cells.join('\t')}\n`;
    }
    return text;
  }
}
