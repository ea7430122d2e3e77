import { privateWordsIn, privateWordsInString } from './private-words.mjs';

/** ESLint rule: comments and strings are in plain words. The words are in `private-words.mjs`. */
export const noPrivateWords = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { privateWord: '"{{phrase}}": write {{instead}}.' },
  },
  create(context) {
    const { sourceCode } = context;
    const report = (start, found) => {
      for (const { index, phrase, instead } of found) {
        const [from, to] = [start + index, start + index + phrase.length];
        const loc = { start: sourceCode.getLocFromIndex(from), end: sourceCode.getLocFromIndex(to) };
        context.report({ loc, messageId: 'privateWord', data: { phrase, instead } });
      }
    };
    /** Reports a string or a part of a template, given with its delimiters. */
    const checkString = (node) => report(node.range[0], privateWordsInString(sourceCode.getText(node)));
    return {
      Program() {
        for (const [from, to] of commentBlocks(sourceCode))
          report(from, privateWordsIn(sourceCode.text.slice(from, to)));
      },
      Literal(node) {
        if (typeof node.value === 'string') checkString(node);
      },
      TemplateElement(node) {
        if (node.parent.parent.tag?.name !== 'css') checkString(node);
      },
    };
  },
};

/** Returns the ranges of comments. Line comments below each other are one comment, since a sentence can span them. */
function commentBlocks(sourceCode) {
  const blocks = [];
  for (const { type, range } of sourceCode.getAllComments()) {
    const previous = blocks.at(-1);
    const continues = type === 'Line' && previous && sourceCode.text.slice(previous[1], range[0]).trim() === '';
    if (continues) previous[1] = range[1];
    else blocks.push([...range]);
  }
  return blocks;
}
