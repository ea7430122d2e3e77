/** Returns the text that `*` stands for if the pattern matches, else undefined. A pattern without `*` stands for itself. */
function starOf(pattern, path) {
  const [start, end] = pattern.split('*');
  if (end === undefined) return pattern === path ? '' : undefined;
  const isMatch = path.length >= start.length + end.length && path.startsWith(start) && path.endsWith(end);
  return isMatch ? path.slice(start.length, path.length - end.length) : undefined;
}

/**
 * Lists what users can import with types, one section per key of `exports` with `types`, in the order of package.json. If
 * two keys match a module, the longer one gets it, as in Node.
 *
 * @param manifest the content of package.json
 * @param sources name of each declaration file in `dist/types`, without `.d.ts` → its source
 * @returns {{ name: string, isPattern: boolean, modules: { specifier: string, source: string }[] }[]}
 */
export function entryPoints({ name, exports }, sources) {
  const typed = Object.entries(exports).filter(([, target]) => target.types);
  const modules = Object.entries(sources).flatMap(([file, source]) =>
    typed
      .map(([key, { types }]) => ({ key, star: starOf(types, `./dist/types/${file}.d.ts`), source }))
      .filter(({ star }) => star !== undefined)
      .sort((a, b) => b.key.length - a.key.length)
      .slice(0, 1),
  );
  for (const [key] of typed) {
    if (modules.some((module) => module.key === key)) continue;
    throw new Error(`package.json exports types for "${key}", but no entry has them. Add it to build/entries.mjs.`);
  }
  const specifier = (key) => name + key.slice(1);
  return typed.map(([key]) => ({
    name: specifier(key),
    isPattern: key.includes('*'),
    modules: modules
      .filter((module) => module.key === key)
      .map(({ star, source }) => ({ specifier: specifier(key.replace('*', star)), source }))
      .sort((a, b) => (a.specifier < b.specifier ? -1 : 1)),
  }));
}
