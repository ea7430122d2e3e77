/**
 * Words that have a private sense here, and American spellings, with what to write instead. A pattern matches whole words in any
 * case. A space in it matches any white space, also a line break. Only patterns that are wrong wherever they occur belong here.
 */
export const PRIVATE_WORDS = [
  { phrase: /(?<!(?:user|person|listener|reader) )hears/, instead: '"analyses", "classifies" or "detects"' },
  { phrase: /(?:is|are|was|were|be|been|being) heard/, instead: '"is analysed", "is detected" or "is played"' },
  { phrase: /told/, instead: '"notified", "reported" or "distinguished"' },
  { phrase: /tell(?:s|ing)?/, instead: '"notify", "report", "state" or "distinguish"' },
  { phrase: /(?:go|goes|going|gone|went) on/, instead: '"continue"' },
  { phrase: /anew/, instead: '"again" or "from scratch"' },
  { phrase: /by (?:itself|themselves)/, instead: '"automatically" or "alone"' },
  { phrase: /in (?:the|its|their) place(?: of)?/, instead: '"instead of", "replaces" or "overrides"' },
  { phrase: /of (?:its|their|our|your) own/, instead: '"its own" or "a separate"' },
  { phrase: /so (?:many|much)|so long(?! as)/, instead: 'the name of the count, amount or duration' },
  {
    phrase:
      /(?<!there )(?:is|are|was|were) no (?!longer|later|more|less|fewer|faster|slower|better|larger|smaller)\p{L}+/,
    instead: '"is not a …" or "is an invalid …"',
  },
  { phrase: /(?<!there )(?:is|are|was|were) none/, instead: '"is not one" or "is invalid"' },
  { phrase: /(?:lost|retired) (?:GPU|worker|card|backend)s?/, instead: '"failed" or "replaced"' },
  { phrase: /engine room/, instead: '"technical details"' },
  { phrase: /in the midst of/, instead: '"overlapping" or "among"' },
  { phrase: /whoever/, instead: 'the name of the people: "page authors", "users"' },
  { phrase: /brings? along/, instead: '"contains" or "provides"' },
  { phrase: /colors?(?![:=])|colored|gray/, instead: 'the British spelling' },
  { phrase: /behaviors?|centered|labeled|modeling|canceled|canceling|fulfill/, instead: 'the British spelling' },
  {
    phrase: /(?:analyz|normaliz|initializ|recogniz|synthesiz|summariz|quantiz)(?:e[drs]?|ing|ation)/,
    instead: 'the British spelling',
  },
];

/**
 * Texts that may contain a private word, because it has its usual meaning there. `test/lint/private-words.test.mjs` names the
 * entries that nothing contains any more.
 */
export const EXEMPT = [
  'which birds, music and sounds are heard',
  'says what it hears',
  'it hears that a bird sings',
  'while there is no score',
];

const patternOf = (source, flags) =>
  new RegExp(`(?<![\\p{L}\\d_.-])(?:${source.replaceAll(' ', '\\s+')})(?![\\p{L}\\d_(-])`, flags);
const words = PRIVATE_WORDS.map(({ phrase, instead }) => ({ pattern: patternOf(phrase.source, 'giu'), instead }));
const exemptions = EXEMPT.map((text) => patternOf(text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu'));

/** Code in backticks, addresses, placeholders and names of parameters: these are names, not prose. */
const CODE = /(`+)(?!`)[^]*?[^`]\1(?!`)|\]\([^)\s]*\)|https?:\S+|\$?\{[^{}\n]*\}|@param [\w.]+/g;
/** Marks at the beginning of a comment's lines. */
const MARKS = /^\s*(?:\/\*+|\/\/+|\*+|#+)/gm;

/** Replaces code by `\0`, which no phrase contains, and marks by spaces. The length stays. */
const proseOf = (piece) =>
  piece.replace(CODE, (code) => code.replace(/\S/g, '\0')).replace(MARKS, (marks) => marks.replace(/\S/g, ' '));

/**
 * Finds the private words in a comment or a text.
 * @returns in order: the index of each in the text, the phrase, what to write instead
 */
export function privateWordsIn(text) {
  const prose = proseOf(text);
  const allowed = exemptions.flatMap((pattern) => [...prose.matchAll(pattern)]);
  const isAllowed = ({ index, 0: { length } }) =>
    allowed.some((found) => found.index <= index && index + length <= found.index + found[0].length);
  return words
    .flatMap(({ pattern, instead }) =>
      [...prose.matchAll(pattern)]
        .filter((found) => !isAllowed(found))
        .map(({ index, 0: phrase }) => ({ index, phrase: phrase.replace(/\s+/g, ' '), instead })),
    )
    .sort((a, b) => a.index - b.index);
}

/** Finds the private words in a string literal, given with its quotes. A string of one word is a name or a key, not prose. */
export const privateWordsInString = (literal) =>
  /\p{L}\s+\p{L}/u.test(literal)
    ? privateWordsIn(literal.slice(1, -1)).map((found) => ({ ...found, index: found.index + 1 }))
    : [];
