import ts from 'typescript';

/** Block tags that the reference shows. */
const SHOWN = ['deprecated', 'param', 'returns', 'throws'];
/** Tags of elements, which the elements' reference shows. */
const OF_ELEMENTS = ['attr', 'attribute', 'csspart', 'cssproperty', 'cssstate', 'event', 'fires', 'slot'];

const INLINE =
  /`([^`]+)`|\{@link(?:code|plain)?\s+([^\s|}]+)[\s|]*([^}]*)\}|(?<![\w*])\*([^*\s][^*]*)\*(?!\w)|(https?:\/\/[^\s)]*[^\s).,;:])/g;
const FENCE = /^```/;

/** Splits Markdown into paragraphs, lists and code blocks. Indented lines continue a list's item. */
function blocksOf(text) {
  const blocks = [];
  let isOpen = false;
  let isCode = false;
  for (const line of text.split('\n')) {
    const last = blocks.at(-1);
    if (FENCE.test(line.trim())) {
      isCode = !isCode;
      if (isCode) blocks.push({ kind: 'code', lines: [] });
      isOpen = false;
    } else if (isCode) last.lines.push(line);
    else if (!line.trim()) isOpen = false;
    else if (/^\s*- /.test(line)) {
      const item = line.replace(/^\s*- /, '');
      if (isOpen && last.kind === 'list') last.items.push(item);
      else blocks.push({ kind: 'list', items: [item] });
      isOpen = true;
    } else if (isOpen && last.kind === 'list') last.items.push(`${last.items.pop()} ${line.trim()}`);
    else if (isOpen) last.text += ` ${line.trim()}`;
    else {
      blocks.push({ kind: 'paragraph', text: line.trim() });
      isOpen = true;
    }
  }
  return blocks;
}

/**
 * Splits a line of Markdown into texts, code, emphasis and links.
 *
 * @param resolve functions that return the anchor for the target of a `link` and for `code` in backticks, or undefined
 */
function inlineOf(text, resolve) {
  const parts = [];
  let from = 0;
  for (const { 0: all, index, 1: code, 2: target, 3: label, 4: stressed, 5: address } of text.matchAll(INLINE)) {
    if (index > from) parts.push({ text: text.slice(from, index) });
    from = index + all.length;
    if (code) parts.push({ code, to: resolve.code(code) });
    else if (stressed) parts.push({ stressed });
    else if (address) parts.push({ text: address, to: address });
    else if (/^https?:/.test(target)) parts.push({ text: label || target, to: target });
    else parts.push({ [label ? 'text' : 'code']: label || target, to: resolve.link(target) });
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** Links the error class with which a `@throws` begins. */
function thrown(text, resolve) {
  const [name] = /^\w+/.exec(text) ?? [''];
  const to = resolve.code(name);
  return to ? [{ code: name, to }, ...inlineOf(text.slice(name.length), resolve)] : inlineOf(text, resolve);
}

const textOf = (comment) => (ts.getTextOfJSDocComment(comment) ?? '').trim();

/**
 * Reads the doc comment of a declaration.
 *
 * @returns its text and its block tags; undefined without a comment
 */
export function docComment(declaration) {
  const comment = ts.getJSDocCommentsAndTags(declaration).filter(ts.isJSDoc).at(-1);
  if (!comment) return undefined;
  const tags = (comment.tags ?? []).map((tag) => ({
    name: tag.tagName.text === 'return' ? 'returns' : tag.tagName.text,
    parameter: ts.isJSDocParameterTag(tag) ? tag.name.getText() : '',
    text: textOf(tag.comment).replace(/^- /, ''),
  }));
  return { text: textOf(comment.comment), tags };
}

/** Returns the tags that neither reference shows. */
export const unknownTags = ({ tags }) =>
  tags.map(({ name }) => name).filter((name) => !SHOWN.includes(name) && !OF_ELEMENTS.includes(name));

/** Converts a comment to plain data for a page. `resolve` is as for `inlineOf`. */
export function readableComment({ text, tags }, resolve) {
  const inline = (part) => inlineOf(part.replace(/\s+/g, ' '), resolve);
  const texts = (wanted, read) => tags.filter(({ name }) => name === wanted).map(read);
  return {
    blocks: blocksOf(text).map((block) => {
      if (block.kind === 'code') return { kind: 'code', text: block.lines.join('\n') };
      if (block.kind === 'list') return { kind: 'list', items: block.items.map(inline) };
      return { kind: 'paragraph', parts: inline(block.text) };
    }),
    deprecated: texts('deprecated', (tag) => inline(tag.text)),
    parameters: texts('param', (tag) => ({ name: tag.parameter, parts: inline(tag.text) })),
    returns: texts('returns', (tag) => inline(tag.text)),
    throws: texts('throws', (tag) => thrown(tag.text.replace(/\s+/g, ' '), resolve)),
  };
}
