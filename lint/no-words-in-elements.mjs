/** Attributes that browsers display or screen readers announce. */
const SPOKEN = [
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
];

const TOKEN =
  /<!--[^]*?-->|<\/?[a-z][^\s>]*|>|([.?@]?[a-z][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*))|[^<>\s]+|\s+/giu;
const WORD = /\p{L}{2,}/u;
/** Matches two words in a row. Media queries do not match, because they are in brackets. */
const WORDS = /^[^(]*\p{L}+[,.:;]? \p{L}+/u;

/** Returns the texts and the values of spoken attributes in an HTML template that contain a word. Expressions are `\0`. */
function wordsIn(markup) {
  const found = [];
  let inTag = false;
  for (const [token, name, ...values] of markup.matchAll(TOKEN)) {
    if (token.startsWith('<!--')) continue;
    if (token.startsWith('<')) inTag = true;
    else if (token === '>') inTag = false;
    else if (!inTag && WORD.test(token)) found.push(token.trim());
    else if (inTag && name && SPOKEN.includes(name.replace(/^[.?@]/, ''))) {
      const value = values.find((each) => each !== undefined) ?? '';
      if (WORD.test(value)) found.push(value);
    }
  }
  return found;
}

/** ESLint rule: user-visible words belong in the locales, where they can be translated and overridden. */
export const noWordsInElements = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { word: '"{{text}}" is shown in one language only: put it into the strings of src/elements/words.' },
  },
  create: (context) => {
    const report = (node, text) => context.report({ node, messageId: 'word', data: { text } });
    const tagOf = (node) =>
      node.parent?.type === 'TaggedTemplateExpression' && node.parent.tag.type === 'Identifier'
        ? node.parent.tag.name
        : '';
    const isForPeople = (node) => {
      for (let at = node.parent; at; at = at.parent) {
        // Error messages are translated by their code. Module names are never displayed.
        if (at.type === 'NewExpression' || at.type === 'ThrowStatement') return false;
        if (at.type === 'CallExpression' && at.callee.name === 'loadPart') return false;
        if (/^(Import|Export.*)Declaration$/.test(at.type) && at.source === node) return false;
        if (at.type === 'TSLiteralType' || at.type === 'TaggedTemplateExpression') break;
      }
      return true;
    };
    return {
      TemplateLiteral(node) {
        const text = node.quasis.map(({ value }) => value.cooked ?? '').join('\0');
        const tag = tagOf(node);
        if (tag === 'css') return;
        if (tag === 'html' || tag === 'svg') for (const words of wordsIn(text)) report(node, words);
        else if (WORDS.test(text) && isForPeople(node)) report(node, text);
      },
      Literal(node) {
        if (typeof node.value === 'string' && WORDS.test(node.value) && isForPeople(node)) report(node, node.value);
      },
    };
  },
};
