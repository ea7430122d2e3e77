import MagicString from 'magic-string';

const STYLES = /\bcss`([^`]*)`/g;

/** Rollup plugin: styles in templates without what no browser reads. */
export const compactStyles = {
  name: 'compact-styles',
  transform(code, id) {
    if (!id.endsWith('.ts') || !code.includes('css`')) return null;
    const text = new MagicString(code);
    text.replace(STYLES, (_, styles) => `css\`${compact(styles)}\``);
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
