import ts from 'typescript';
import { docComment } from './doc-comments.mjs';

const KINDS = new Map([
  [ts.SyntaxKind.ClassDeclaration, 'class'],
  [ts.SyntaxKind.FunctionDeclaration, 'function'],
  [ts.SyntaxKind.VariableDeclaration, 'constant'],
  [ts.SyntaxKind.InterfaceDeclaration, 'interface'],
  [ts.SyntaxKind.TypeAliasDeclaration, 'type'],
]);

/** Returns what a declaration declares: `class`, `function`, `constant`, `interface` or `type`. */
export const kindOf = (declaration) => KINDS.get(declaration.kind);

const has = (declaration, flag) => Boolean(ts.getCombinedModifierFlags(declaration) & flag);

/** Returns all declared members of a class, an interface or an object type. */
function declaredMembers(declaration) {
  if (ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration)) return [...declaration.members];
  if (!declaration.type || !ts.isTypeLiteralNode(declaration.type)) return [];
  const members = [...declaration.type.members];
  // TypeScript infers the types of constants, so only commented members are meant for readers.
  return ts.isVariableDeclaration(declaration) && !members.some(docComment) ? [] : members;
}

function memberName(member) {
  if (ts.isConstructorDeclaration(member) || ts.isConstructSignatureDeclaration(member)) return 'constructor';
  if (ts.isIndexSignatureDeclaration(member)) return '[index]';
  if (ts.isCallSignatureDeclaration(member)) return '()';
  return ts.isComputedPropertyName(member.name) ? member.name.getText() : member.name.text;
}

/** Reads declarations with the types that they extend. */
export class DeclaredNames {
  #checker;
  #isOwn;

  /** @param isOwn whether a file belongs to the package */
  constructor(checker, isOwn) {
    this.#checker = checker;
    this.#isOwn = isOwn;
  }

  /** Returns the names that a module exports: name → symbol of its declaration. */
  exportsOf(file) {
    const module = this.#checker.getSymbolAtLocation(file);
    const exported = module ? this.#checker.getExportsOfModule(module) : [];
    return exported.map((symbol) => ({ name: symbol.name, symbol: this.#unaliased(symbol) }));
  }

  /** Returns the symbol that an identifier refers to. */
  symbolAt(identifier) {
    const symbol = this.#checker.getSymbolAtLocation(identifier);
    return symbol && this.#unaliased(symbol);
  }

  /** Returns the declarations of a symbol that the package makes, without type parameters and the like. */
  declarationsOf(symbol) {
    return (symbol.declarations ?? []).filter(
      (declaration) => KINDS.has(declaration.kind) && this.#isOwn(declaration.getSourceFile().fileName),
    );
  }

  /**
   * Returns the public members of a declaration by name; overloads and accessors share a name. Leaves out uncommented
   * overrides of members that another package declares, because they are part of its API.
   */
  membersOf(declaration) {
    const groups = new Map();
    for (const member of declaredMembers(declaration)) {
      if (member.name && ts.isPrivateIdentifier(member.name)) continue;
      if (has(member, ts.ModifierFlags.Private)) continue;
      const name = memberName(member);
      const key = has(member, ts.ModifierFlags.Static) ? `static ${name}` : name;
      groups.set(key, [...(groups.get(key) ?? []), member]);
    }
    return [...groups]
      .map(([key, members]) => ({ name: memberName(members[0]), key, members }))
      .filter(({ key, members }) => members.some(docComment) || !this.#isForeign(declaration, key))
      .filter(({ name, members }) => name !== 'constructor' || members.some(({ parameters }) => parameters.length > 0));
  }

  /** Returns the comment on a member, or on the member of the package that it overrides; undefined without one. */
  inheritedComment(declaration, key) {
    return this.#overridden(declaration, key)
      .filter(({ isOwn }) => isOwn)
      .map((one) => docComment(one.declaration))
      .find(Boolean);
  }

  #unaliased(symbol) {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  /** Whether another package declares the member. Every class has its own constructor. */
  #isForeign(declaration, key) {
    return key !== 'constructor' && this.#overridden(declaration, key).some(({ isOwn }) => !isOwn);
  }

  /** Returns the declarations of a member in everything that its class or interface extends and implements, nearest first. */
  #overridden(declaration, key) {
    const heritage = declaration.heritageClauses?.flatMap(({ types }) => [...types]) ?? [];
    const [, isStatic, name] = /^(static )?(.*)$/.exec(key);
    const types = heritage.map((base) => this.#checker.getTypeAtLocation(isStatic ? base.expression : base));
    return types
      .flatMap((type) => type.getProperty(name)?.declarations ?? [])
      .flatMap((one) => [
        { declaration: one, isOwn: this.#isOwn(one.getSourceFile().fileName) },
        ...this.#overridden(one.parent, key),
      ]);
  }
}
