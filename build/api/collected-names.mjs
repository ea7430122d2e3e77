import { references } from './signatures.mjs';

/** Returns the references in what the reference shows of a declaration. */
function shownReferences({ declaration, members }) {
  const { heritageClauses = [], typeParameters = [] } = declaration;
  const head = declaration.members ? [...heritageClauses, ...typeParameters] : [declaration];
  return [...head, ...members.flatMap((group) => group.members)].flatMap(references);
}

/**
 * Finds the names to describe: those that modules export, then the types that their signatures name.
 *
 * @param exported the exported names of each module, with their symbols, by section
 * @param {import('./declared-names.mjs').DeclaredNames} declared
 * @returns symbol → name, anchor, section (undefined if no module exports the name) and declarations with their members, in
 * the order of description
 */
export function collectNames(exported, declared) {
  const names = new Map();
  const anchors = new Set();
  const add = (name, symbol, section) => {
    const declarations = names.has(symbol) ? [] : declared.declarationsOf(symbol);
    if (declarations.length === 0) return;
    let anchor = name;
    for (let count = 2; anchors.has(anchor); count++) anchor = `${name}-${count}`;
    anchors.add(anchor);
    const read = declarations.map((declaration) => ({ declaration, members: declared.membersOf(declaration) }));
    names.set(symbol, { name, anchor, section, declarations: read });
  };
  for (const { section, modules } of exported) {
    for (const { name, symbol } of modules.flatMap((module) => module.names)) add(name, symbol, section);
  }
  // The loop also visits the names that it adds.
  for (const { declarations } of names.values()) {
    for (const identifier of declarations.flatMap(shownReferences)) {
      const symbol = declared.symbolAt(identifier);
      if (symbol) add(symbol.name, symbol);
    }
  }
  return names;
}

/** Returns everything that a comment can link to: `Name` or `Name.member` → anchor. */
export function linkTargets(names) {
  const targets = new Map();
  for (const { name, anchor, declarations } of names.values()) {
    if (targets.has(name)) continue;
    targets.set(name, anchor);
    for (const { name: member } of declarations.flatMap(({ members }) => members)) {
      targets.set(`${name}.${member}`, `${anchor}.${member}`);
    }
  }
  return targets;
}
