import { privateWordsIn, privateWordsInString } from './private-words.mjs';

const HASH_COMMENT = /(?<text>(?:#.*\n\s*)*#.*)/;
const PYTHON_STRING = /(?<string>"""[^]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')/;

/** What is prose in a file, by its path. */
const PROSE = [
  [/\.(md|html)$/, /(?<text>[^]+)/],
  [/\.css$/, /(?<text>\/\*[^]*?\*\/)/],
  [/\.py$/, new RegExp(`${HASH_COMMENT.source}|${PYTHON_STRING.source}`)],
  [/\.(ya?ml|toml|sh)$|^\.ci\//, HASH_COMMENT],
].map(([ending, pattern]) => [ending, new RegExp(pattern, 'g')]);

/**
 * Finds the private words in a file that ESLint does not read.
 * @param path relative to the repository; it decides what is prose
 * @returns in order: line (from 1), phrase, what to write instead; empty for other files
 */
export function privateWordsInFile(path, source) {
  const [, pattern] = PROSE.find(([ending]) => ending.test(path)) ?? [];
  if (!pattern) return [];
  return [...source.matchAll(pattern)].flatMap(({ index: start, groups: { text, string } }) => {
    const found = string === undefined ? privateWordsIn(text) : privateWordsInString(string);
    return found.map(({ index, ...rest }) => ({ line: source.slice(0, start + index).split('\n').length, ...rest }));
  });
}
