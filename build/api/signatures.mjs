import { format } from 'prettier';
import ts from 'typescript';

/** Characters of a line that a phone shows without wrapping most of them. */
const WIDTH = 80;

/** Whether an identifier stands where a type or value declared elsewhere is named. */
function isReference(child) {
  const { parent } = child;
  if (ts.isTypeReferenceNode(parent)) return parent.typeName === child;
  if (ts.isExpressionWithTypeArguments(parent)) return parent.expression === child;
  if (ts.isTypeQueryNode(parent)) return parent.exprName === child;
  if (ts.isImportTypeNode(parent)) return parent.qualifier === child;
  return ts.isQualifiedName(parent) && parent.left === child && isReference(parent);
}

/** Returns all identifiers in a node that refer to a type or value declared elsewhere. */
export function references(node) {
  const found = [];
  const visit = (child) => {
    if (ts.isIdentifier(child) && isReference(child)) found.push(child);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

const WRAPPERS = ['Omit', 'Partial', 'Pick', 'Readonly'];

/** Names a destructured parameter: as in its `@param`, else by its type. */
function parameterName(parameter) {
  const [tag] = ts.getJSDocParameterTags(parameter);
  if (tag && ts.isIdentifier(tag.name)) return tag.name.text;
  const types = parameter.type ? references(parameter.type).map(({ text }) => text) : [];
  const type = types.find((one) => !WRAPPERS.includes(one));
  return !type || type.endsWith('Options') ? 'options' : type[0].toLowerCase() + type.slice(1);
}

/** Returns the source text of a node without its own comment, with names for destructured parameters. */
function textOf(node, end = node.end) {
  const source = node.getSourceFile();
  const start = node.getStart(source);
  let text = source.text.slice(start, end);
  const patterns = (node.parameters ?? []).filter(({ name }) => !ts.isIdentifier(name));
  for (const parameter of [...patterns].reverse()) {
    const { name } = parameter;
    text = text.slice(0, name.getStart(source) - start) + parameterName(parameter) + text.slice(name.end - start);
  }
  return text.replace(/\bimport\("[^"]*"\)\./g, '').replace(/\{@link\w*\s+([^}]*)\}/g, '$1');
}

/** Returns the text of a class or interface up to its members. */
function headOf(node) {
  const open = node.getChildren().find((child) => child.kind === ts.SyntaxKind.OpenBraceToken);
  return `${textOf(node, open.getStart()).trim()} {}`;
}

/**
 * Returns what to print of a declaration, without its members, in a frame that makes it a valid file.
 *
 * @param name replaces the declaration's own name, except `default`
 * @param hasMembers whether the members of an object type are described elsewhere
 */
function printed(node, { name, hasMembers }) {
  const exported = (text) => {
    const bare = text.replace(/^(export |default |declare )*/, '');
    const own = new RegExp(`\\b${node.name.text}\\b`);
    return { before: 'declare ', text: name === 'default' ? bare : bare.replace(own, name), after: '' };
  };
  if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) return exported(headOf(node));
  const text = hasMembers ? `${textOf(node, node.type.getStart())}{}` : textOf(node);
  if (ts.isVariableDeclaration(node)) return exported(`const ${text};`);
  if (ts.isStatement(node)) return exported(text);
  const frame = ts.isClassDeclaration(node.parent) ? 'declare abstract class' : 'interface';
  return { before: `${frame} Frame {\n`, text, after: '\n}' };
}

const dedented = (text) => text.replace(/^ {2}/gm, '');

/** Formats a declaration, with line breaks only where it is too long. */
async function formatted({ before, text, after }) {
  const joined = before + text.replace(/\{\n\s*/g, '{ ') + after;
  const all = (await format(joined, { parser: 'typescript', printWidth: WIDTH, singleQuote: true })).trim();
  return after ? dedented(all.split('\n').slice(1, -1).join('\n')) : all.slice(before.length);
}

/** Splits a text at the given links: `start`, `end` and anchor `to`. */
function parts(text, links) {
  const found = [];
  let from = 0;
  for (const { start, end, to } of links) {
    if (start > from) found.push({ text: text.slice(from, start) });
    found.push({ text: text.slice(start, end), to });
    from = end;
  }
  return from < text.length ? [...found, { text: text.slice(from) }] : found;
}

/** Replaces what only a declaration file says: the word `constructor`, and empty bodies. */
function readable(found, node, { hasMembers }) {
  const [first, last] = [found[0], found.at(-1)];
  if (ts.isConstructorDeclaration(node)) first.text = first.text.replace('constructor', `new ${node.parent.name.text}`);
  last.text = hasMembers ? last.text.replace('{}', '{ … }') : last.text.replace(/ \{\}$/, '');
  return found.filter(({ text }) => text);
}

/**
 * Returns the signature of a declaration as texts, some of them with the anchor `to` of the type that they name.
 *
 * @param about the exported `name`, and whether the declaration `hasMembers` that are described separately
 * @param anchorOf returns the anchor of what an identifier refers to, or undefined
 */
export async function signature(node, about, anchorOf) {
  const frame = printed(node, about);
  const text = await formatted(frame);
  const anchors = new Map(references(node).map((name) => [name.text, anchorOf(name)]));
  const file = ts.createSourceFile('frame.d.ts', frame.before + text + frame.after, ts.ScriptTarget.Latest, true);
  const links = references(file)
    .map((name) => ({
      start: name.getStart(file) - frame.before.length,
      end: name.end - frame.before.length,
      to: anchors.get(name.text),
    }))
    .filter(({ to }) => to)
    .sort((a, b) => a.start - b.start);
  return readable(parts(text, links), node, about);
}
