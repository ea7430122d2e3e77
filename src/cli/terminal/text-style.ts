import type { Terminal } from './streams.js';

/** How text on a terminal is emphasised, and how wide it may be. */
export interface TextStyle {
  /** Characters per line. */
  readonly width: number;
  readonly strong: (text: string) => string;
  readonly weak: (text: string) => string;
}

/** Width of text that no terminal shows, characters. */
const PAGE_WIDTH = 100;
const MIN_WIDTH = 40;

const sgr = (on: number, off: number) => (text: string) => `\x1b[${on}m${text}\x1b[${off}m`;
const plain = (text: string) => text;

/**
 * Returns the style for a stream. Only a terminal gets escape codes, and none if the variable `NO_COLOR` (https://no-color.org)
 * is set or the terminal is `dumb`.
 */
export function textStyle(stream: Terminal, environment: NodeJS.ProcessEnv = process.env): TextStyle {
  const isStyled = stream.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
  return {
    width: stream.isTTY ? Math.max(stream.columns || 80, MIN_WIDTH) : PAGE_WIDTH,
    strong: isStyled ? sgr(1, 22) : plain,
    weak: isStyled ? sgr(2, 22) : plain,
  };
}
