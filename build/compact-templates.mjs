import MagicString from 'magic-string';

const STYLES_OR_INDENTATION = /\bcss`([^`]*)`|^ +/gm;

/**
 * Rollup plugin: templates without what no browser reads. Of the markup only the indentation goes, and with it the code's: the
 * line breaks stay, which end comments and statements.
 */
export const compactTemplates = {
  name: 'compact-templates',
  transform(code, id) {
    if (!id.endsWith('.ts') || !/\b(css|html)`/.test(code)) return null;
    const text = new MagicString(code);
    text.replace(STYLES_OR_INDENTATION, (_, styles) => (styles === undefined ? '' : `css\`${compact(styles)}\``));
    return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) };
  },
};

/** Without comments, line breaks and needless spaces; those before a colon, and around + and −, may mean something. */
export function compact(styles) {
  return styles
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim();
}
