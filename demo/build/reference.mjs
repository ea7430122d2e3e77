/** Name of the class with the attributes and custom properties that all views share. */
const SHARED = 'ListenerView';

/**
 * Converts the custom elements manifest to plain lists for a page or a document. Members shared by all views are in `shared`,
 * and not in each view's lists. The last cell of a row is Markdown, the others are code.
 *
 * @returns {{ shared: List[], elements: { tag: string, className: string, description: string, lists: List[] }[] }} sorted by
 * tag, where a List is `{ title: string, columns: string[], rows: string[][] }`
 */
export function elementReference({ modules }) {
  const declarations = modules.flatMap((module) => module.declarations ?? []);
  const tags = new Map(
    modules
      .flatMap((module) => module.exports ?? [])
      .filter(({ kind }) => kind === 'custom-element-definition')
      .map(({ name, declaration }) => [declaration.name, name]),
  );
  const elements = declarations
    .map((declaration) => ({ declaration, tag: declaration.tagName ?? tags.get(declaration.name) }))
    .filter(({ tag }) => tag)
    .map(({ declaration, tag }) => ({
      tag,
      className: declaration.name,
      description: words(declaration.description),
      lists: listsOf(declaration, isOwn),
    }))
    .sort((a, b) => (a.tag < b.tag ? -1 : 1));
  const view = declarations.find(({ name }) => name === SHARED);
  return { elements, shared: view ? listsOf(view, () => true) : [] };
}

const words = (text = '') => text.replace(/\s+/g, ' ').trim();
const typeOf = ({ type }) => words(type?.text).replace(/( \| undefined)+$/, '');
const isOwn = ({ inheritedFrom }) => inheritedFrom?.name !== SHARED;

function listsOf({ attributes = [], members = [], events = [], slots = [], cssParts = [], cssProperties = [] }, fits) {
  const isPublic = ({ privacy, static: isStatic, name }) => !privacy && !isStatic && !name.startsWith('#');
  const fields = members.filter((member) => member.kind === 'field' && !member.attribute && isPublic(member));
  const methods = members.filter((member) => member.kind === 'method' && isPublic(member) && member.description);
  const defaultOf = ({ fieldName }) => members.find(({ name }) => name === fieldName)?.default ?? '';
  const list = (title, columns, entries, cells) => ({
    title,
    columns,
    rows: entries.filter(fits).map((entry) => [...cells(entry), words(entry.description)]),
  });
  return [
    list('Attributes', ['attribute', 'property', 'type', 'default'], attributes, (one) => [
      one.name ?? one.fieldName,
      one.fieldName ?? '',
      typeOf(one),
      defaultOf(one),
    ]),
    list('Properties without an attribute', ['property', 'type'], fields, (one) => [one.name, typeOf(one)]),
    list('Methods', ['method', 'returns'], methods, ({ name, parameters = [], return: returned }) => [
      `${name}(${parameters.map((one) => `${one.name}${one.optional ? '?' : ''}: ${typeOf(one)}`).join(', ')})`,
      words(returned?.type?.text),
    ]),
    list('Events', ['event', 'type'], events, (one) => [one.name, typeOf(one)]),
    list('Slots', ['slot'], slots, ({ name }) => [name || '(default)']),
    list('Parts', ['part'], cssParts, ({ name }) => [name]),
    list('Custom properties', ['property'], cssProperties, ({ name }) => [name]),
  ].filter(({ rows }) => rows.length > 0);
}
