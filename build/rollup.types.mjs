/**
 * Bundles the declarations of `tsc -p tsconfig.build.json` into one file per entry, plus files that entries share. A type that
 * two entries export stays one type.
 */
import { dts } from 'rollup-plugin-dts';
import { modules, pageScripts, plugin, worker } from './entries.mjs';

const DECLARATIONS = '.cache/declarations';

const declarationOf = (source) => source.replace(/^src/, DECLARATIONS).replace(/\.ts$/, '.d.ts');

/** The worklet is a script without exports, like the worker, so it uses the worker's declarations. */
const entries = { ...modules, ...pageScripts, ...plugin, ...worker, worklet: worker.worker };

export default {
  input: Object.fromEntries(Object.entries(entries).map(([name, source]) => [name, declarationOf(source)])),
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
