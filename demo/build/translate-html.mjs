import { parseFragment } from 'parse5';

/** Elements that stand inside a sentence. A sentence is translated with them, as HTML. */
const INLINE = new Set(['a', 'abbr', 'b', 'br', 'code', 'em', 'i', 'kbd', 'q', 'small', 'strong', 'sub', 'sup']);
/** Elements whose content is not prose. */
const VERBATIM = new Set(['code', 'kbd', 'pre', 'script', 'style', 'svg']);
/** Attributes that are text for people. */
const READ = new Set(['alt', 'aria-description', 'aria-label', 'label', 'placeholder', 'title']);

const hasLetters = (text) => /\p{L}/u.test(text);
const oneLine = (html) => html.trim().replace(/\s+/g, ' ');
const valueOf = (element, name) => element.attrs?.find((attribute) => attribute.name === name)?.value;
const isInline = (node) => node.nodeName === '#text' || INLINE.has(node.nodeName);

/** Returns whether the page says that an element is in another language, or in none. */
const staysAsItIs = (element) =>
  VERBATIM.has(element.nodeName) || valueOf(element, 'lang') !== undefined || valueOf(element, 'translate') === 'no';

/** Splits child nodes into sentences (a run of texts and inline elements with text outside of these elements) and other nodes. */
function partsOf(nodes) {
  const parts = [];
  for (const node of nodes) {
    const last = parts.at(-1);
    if (isInline(node) && last?.run) last.run.push(node);
    else parts.push(isInline(node) ? { run: [node] } : { node });
  }
  return parts.flatMap((part) =>
    part.run && !part.run.some(({ nodeName, value }) => nodeName === '#text' && hasLetters(value))
      ? part.run.map((node) => ({ node }))
      : [part],
  );
}

/** Yields every text of a tree that a person reads, with its place in the source. */
function* textsIn(parent, source) {
  for (const { run, node } of partsOf((parent.content ?? parent).childNodes ?? [])) {
    if (run) {
      const from = run[0].sourceCodeLocation.startOffset;
      const to = run.at(-1).sourceCodeLocation.endOffset;
      const html = source.slice(from, to);
      const [before] = /^\s*/.exec(html);
      const [after] = /\s*$/.exec(html);
      yield { from: from + before.length, to: to - after.length, text: oneLine(html) };
    } else if (node.attrs && !staysAsItIs(node)) {
      for (const { name, value } of node.attrs) {
        if (!READ.has(name) || !hasLetters(value)) continue;
        const { startOffset, endOffset } = node.sourceCodeLocation.attrs[name];
        const from = startOffset + source.slice(startOffset, endOffset).search(/["']/) + 1;
        yield { from, to: endOffset - 1, text: oneLine(source.slice(from, endOffset - 1)) };
      }
      yield* textsIn(node, source);
    }
  }
}

/**
 * Returns the HTML with every text in another language. Texts between comments, elements and attributes that a person reads are
 * looked up; code, styles and elements with their own `lang` or with `translate="no"` stay as they are.
 *
 * @param {string} source HTML in English, with quoted attributes
 * @param {(english: string) => string} translate returns the translation of a text, which may contain inline HTML
 */
export function translateHtml(source, translate) {
  const tree = parseFragment(source, { sourceCodeLocationInfo: true });
  const texts = [...textsIn(tree, source)].sort((one, other) => other.from - one.from);
  return texts.reduce((html, { from, to, text }) => html.slice(0, from) + translate(text) + html.slice(to), source);
}

/**
 * Looks texts up in a dictionary, and records what is missing and what is not used.
 *
 * @param {Readonly<Record<string, string>>} dictionary English text, in one line → translation
 */
export function lookUpIn(dictionary) {
  const missing = new Set();
  const used = new Set();
  return {
    translate(english) {
      const found = Object.hasOwn(dictionary, english);
      (found ? used : missing).add(english);
      return found ? dictionary[english] : english;
    },
    /**
     * Checks that each text had a translation, and each translation a text.
     *
     * @param name the dictionary's file
     * @throws Error with all texts that lack a counterpart
     */
    check(name) {
      const unused = Object.keys(dictionary).filter((english) => !used.has(english));
      const problems = [
        ...[...missing].map((english) => `no translation of ${JSON.stringify(english)}`),
        ...unused.map((english) => `the page no longer has ${JSON.stringify(english)}`),
      ];
      if (problems.length > 0) throw new Error(`${name}:\n  ${problems.join('\n  ')}`);
    },
  };
}
