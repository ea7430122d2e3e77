/**
 * Bundles the declarations of `tsc -p tsconfig.build.json` into one file per entry, plus files that entries share. A type that
 * two entries export stays one type.
 */
import { dts } from 'rollup-plugin-dts';
import { declarationOf, typed } from './entries.mjs';

const DECLARATIONS = '.cache/declarations';

export default {
  input: Object.fromEntries(
    Object.entries(typed).map(([name, source]) => [name, `${DECLARATIONS}/${declarationOf(source)}`]),
  ),
  external: (id) => !/^[./]/.test(id),
  plugins: [dts()],
  output: {
    dir: 'dist/types',
    format: 'es',
    entryFileNames: '[name].d.ts',
    // Module names already end in `.d` here.
    chunkFileNames: 'shared/[name].ts',
    hoistTransitiveImports: false,
    // TypeScript may write inferred types with imports from `lit-html`, a dependency of Lit. Lit exports the same types.
    paths: (id) => id.replace(/^lit-html(?=\/|$)/, 'lit'),
  },
  onwarn(warning, warn) {
    if (warning.code === 'EMPTY_BUNDLE') return;
    warn(warning);
  },
};
