/**
 * Rolls the declarations that `tsc -p tsconfig.build.json` wrote up into one file per entry, and files that entries share. A
 * type that two entries export stays one type.
 */
import { dts } from 'rollup-plugin-dts';
import { modules, pageScripts, plugin, worker } from './entries.mjs';

const DECLARATIONS = '.cache/declarations';

const declarationOf = (source) => source.replace(/^src/, DECLARATIONS).replace(/\.ts$/, '.d.ts');

/** The worklet is a script without exports, as the worker is. */
const entries = { ...modules, ...pageScripts, ...plugin, ...worker, worklet: worker.worker };

export default {
  input: Object.fromEntries(Object.entries(entries).map(([name, source]) => [name, declarationOf(source)])),
  external: (id) => !/^[./]/.test(id),
  plugins: [dts()],
  output: {
    dir: 'dist/types',
    format: 'es',
    entryFileNames: '[name].d.ts',
    // The names of modules end in `.d` here.
    chunkFileNames: 'shared/[name].ts',
    hoistTransitiveImports: false,
    // TypeScript writes inferred types with `lit-html`, a package of Lit's; Lit exports the same from its own modules.
    paths: (id) => id.replace(/^lit-html(?=\/|$)/, 'lit'),
  },
  onwarn(warning, warn) {
    if (warning.code === 'EMPTY_BUNDLE') return;
    warn(warning);
  },
};
