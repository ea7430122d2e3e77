import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import ts from 'typescript';
import { collectNames, linkTargets } from './collected-names.mjs';
import { DeclaredNames, kindOf } from './declared-names.mjs';
import { docComment, readableComment, unknownTags } from './doc-comments.mjs';
import { signature } from './signatures.mjs';

const posix = (path) => path.split(sep).join('/');

/** Reads the comment at the start of a source file, which introduces an entry. */
function introduction(file) {
  const [comment = ''] = /^\s*\/\*\*[^]*?\*\//.exec(readFileSync(file, 'utf8')) ?? [];
  const source = ts.createSourceFile('entry.ts', `${comment}\nexport {};`, ts.ScriptTarget.Latest, true);
  return docComment(source.statements[0]);
}

/**
 * Reads the public API of a package from its declarations. Describes each name once, in the first section that exports it,
 * and also the types that signatures name but no module exports.
 *
 * @param sections as `entryPoints` returns them; each module also with `declaration`, the path of its `.d.ts` file, and
 * `file`, the path of the source whose first comment introduces it
 * @param folder of the declarations; it mirrors `src/`
 * @param options of the TypeScript compiler
 * @returns `sections`, `names`, and `problems`: missing comments, broken links, unknown tags and names that cannot be
 * described, each in words
 */
export async function publicNames(sections, folder, options) {
  const files = sections.flatMap(({ modules }) => modules.map(({ declaration }) => declaration));
  const program = ts.createProgram(files, { ...options, noEmit: true, skipLibCheck: true });
  const isOwn = (file) => posix(file).startsWith(`${posix(folder)}/`);
  const declared = new DeclaredNames(program.getTypeChecker(), isOwn);
  const exported = sections.map(({ name, modules }) => ({
    section: name,
    modules: modules.map(({ specifier, declaration }) => ({
      specifier,
      names: declared.exportsOf(program.getSourceFile(declaration)),
    })),
  }));
  const names = collectNames(exported, declared);
  const targets = linkTargets(names);
  const problems = new Set();
  const anchorOf = (identifier) => names.get(declared.symbolAt(identifier))?.anchor;

  /** Converts a comment for a page. `place` has the `file` and `name` for messages and the `owner`, whose members it may name. */
  const readable = (comment, { file, name, owner }) => {
    if (!comment) return undefined;
    for (const tag of unknownTags(comment)) {
      problems.add(`${file}: the comment on ${name} has the tag @${tag}, which the reference does not show. Use a sentence.`);
    }
    return readableComment(comment, {
      link(target) {
        const to = targets.get(`${owner}.${target}`) ?? targets.get(target);
        if (!to) {
          problems.add(
            `${file}: the comment on ${name} links to ${target}, which is not public. Link a public name, or use backticks.`,
          );
        }
        return to;
      },
      // Other words in backticks are often ordinary values.
      code: (words) => (/^[A-Z]|\w\.\w/.test(words) && words !== owner ? targets.get(words) : undefined),
    });
  };

  /** Describes declarations that share a name: overloads, accessors. One comment is enough for all of them. */
  const variantsOf = (declarations, place, inherited) => {
    const comments = declarations.map(({ declaration }) => docComment(declaration));
    if (!comments.some(Boolean)) comments[0] = inherited;
    if (!comments.some(Boolean)) {
      problems.add(`${place.file}: ${place.name} has no doc comment. Write one above it: /** … */`);
    }
    return Promise.all(
      declarations.map(async ({ declaration, hasMembers }, at) => ({
        signature: await signature(declaration, { name: place.name, hasMembers }, anchorOf),
        comment: readable(comments[at], place),
      })),
    );
  };

  const membersOf = ({ declaration, members }, { name: owner, anchor, file }) =>
    members.map(async ({ name, key, members: overloads }) => ({
      name,
      anchor: `${anchor}.${name}`,
      variants: await variantsOf(
        overloads.map((one) => ({ declaration: one, hasMembers: false })),
        { file, owner, name: `${owner}.${name}` },
        declared.inheritedComment(declaration, key),
      ),
    }));

  const described = async ({ name, anchor, section, declarations }) => {
    const [{ declaration: first }] = declarations;
    const file = `src/${posix(relative(folder, first.getSourceFile().fileName)).replace(/\.d\.ts$/, '.ts')}`;
    const all = declarations.map(({ declaration, members }) => ({
      declaration,
      hasMembers: !declaration.members && members.length > 0,
    }));
    return {
      name,
      anchor,
      section,
      kinds: [...new Set(declarations.map(({ declaration }) => kindOf(declaration)))],
      variants: await variantsOf(all, { file, owner: name, name }),
      members: await Promise.all(declarations.flatMap((one) => membersOf(one, { name, anchor, file }))),
    };
  };

  /** Describes an entry, or a pattern of entries, which needs no comment. */
  const sectionOf = ({ name, isPattern, modules }, at) => {
    const [comment] = isPattern ? [] : modules.map(({ file }) => introduction(file));
    if (!isPattern && !comment) {
      problems.add(`${modules[0].source}: ${name} has no doc comment. Begin the file with one: /** … */`);
    }
    for (const one of exported[at].modules.flatMap((module) => module.names)) {
      if (names.has(one.symbol)) continue;
      problems.add(
        `${modules[0].source}: the reference cannot describe ${one.name}. Export a class, a function, a constant or a type.`,
      );
    }
    return {
      name,
      comment: readable(comment, { file: modules[0].source, name, owner: '' }),
      modules: exported[at].modules.map(({ specifier, names: all }) => ({
        specifier,
        exports: all.flatMap((one) =>
          names.has(one.symbol) ? [{ name: one.name, anchor: names.get(one.symbol).anchor }] : [],
        ),
      })),
    };
  };

  return {
    sections: sections.map(sectionOf),
    names: await Promise.all([...names.values()].map(described)),
    problems: [...problems].sort(),
  };
}
