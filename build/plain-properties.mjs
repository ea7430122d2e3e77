import MagicString from 'magic-string';
import ts from 'typescript';

/** A member's decorator as what Lit takes without one: an entry in `static properties`, or a getter. */
const PLAIN = {
  property: (name, [options = '{}']) => ({ entry: `${name}: ${options}` }),
  state: (name) => ({ entry: `${name}: { state: true }` }),
  query: (name, [selector]) => ({
    getter: `get ${name}() { return this.renderRoot?.querySelector(${selector}) ?? null; }`,
  }),
};

/**
 * Rollup plugin: Lit's decorators become `static properties` and getters, which need fewer bytes. Fields stay where they are, and so
 * does the order in which they get their values.
 */
export const plainProperties = {
  name: 'plain-properties',
  transform(code, id) {
    if (!/\.ts$/.test(id) || !code.includes("'lit/decorators.js'")) return null;
    const text = new MagicString(code);
    const source = ts.createSourceFile(id, code, ts.ScriptTarget.Latest);
    for (const statement of source.statements) {
      if (ts.isImportDeclaration(statement) && statement.moduleSpecifier.text === 'lit/decorators.js') {
        text.remove(statement.pos, statement.end);
      }
      if (ts.isClassDeclaration(statement)) rewrite(statement, source, text);
    }
    return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) };
  },
};

function rewrite(declaration, source, text) {
  const entries = [];
  for (const member of declaration.members) {
    const [decorator] = ts.getDecorators(member) ?? [];
    if (!decorator) continue;
    const { expression, arguments: given } = decorator.expression;
    const name = member.name.getText(source);
    const plain = PLAIN[expression.text];
    if (!plain) throw new Error(`${source.fileName}: build/plain-properties.mjs does not know @${expression.text}.`);
    const { entry, getter } = plain(
      name,
      given.map((argument) => argument.getText(source)),
    );
    if (entry) {
      entries.push(entry);
      text.remove(decorator.pos, decorator.end);
    } else {
      text.overwrite(member.getStart(source), member.end, getter);
    }
  }
  if (entries.length > 0) text.appendLeft(declaration.members.pos, `static properties = { ${entries.join(', ')} };`);
}
