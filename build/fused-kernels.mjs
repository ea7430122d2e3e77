/**
 * Compiles the kernels of the fused network (AssemblyScript, `src/model/fused/assembly/`) to WebAssembly. Bundlers put the
 * binary into the scripts that import `kernels-binary.js`: it is small, and so needs no separate address.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import compilerPackage from 'assemblyscript/package.json' with { type: 'json' };

const root = new URL('../', import.meta.url);
const sources = new URL('src/model/fused/assembly/', root);
/** Folder of compiled binaries, named by the hash of what they were made of. */
const cache = new URL('.cache/fused-kernels/', root);

/** Without a runtime: the kernels allocate nothing, and TypeScript lays out the memory. */
const OPTIONS = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--use', 'abort='];

/** @returns {Promise<Record<string, string>>} the text of each source file by its name */
async function readSources() {
  const names = (await readdir(sources)).filter((name) => name.endsWith('.ts')).sort();
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, sources), 'utf8')));
  return Object.fromEntries(names.map((name, i) => [name, texts[i] ?? '']));
}

/** @param {Record<string, string>} texts source files by name @returns {Promise<Uint8Array>} the WebAssembly module */
async function compile(texts) {
  const { default: compiler } = await import('assemblyscript/asc'); // takes a second, which a cached binary saves
  /** @type {Uint8Array | undefined} */
  let binary;
  const { error, stderr } = await compiler.main(
    ['index.ts', '--outFile', 'kernels.wasm', '--disableWarning', ...OPTIONS],
    {
      readFile: (name) => texts[name] ?? null,
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !binary)
    throw new Error(`The fused kernels do not compile: ${stderr.toString() || (error?.message ?? 'no output')}`);
  return binary;
}

/** @returns {Promise<Buffer>} the compiled module, from the cache if the sources have not changed */
async function cachedBinary() {
  const texts = await readSources();
  const recipe = JSON.stringify([texts, OPTIONS, compilerPackage.version]);
  const file = new URL(`${createHash('sha256').update(recipe).digest('hex').slice(0, 16)}.wasm`, cache);
  try {
    return await readFile(file);
  } catch {
    const binary = await compile(texts);
    await mkdir(cache, { recursive: true });
    const unfinished = `${fileURLToPath(file)}.${process.pid}`;
    await writeFile(unfinished, binary);
    await rename(unfinished, file); // another build may be reading
    return Buffer.from(binary);
  }
}

/** @returns {Promise<string>} the JavaScript of the module `kernels-binary.js` */
async function moduleText() {
  const text = (await cachedBinary()).toString('base64');
  return `export const binary = Uint8Array.from(atob('${text}'), (letter) => letter.charCodeAt(0));`;
}

const MODULE = /[\\/]kernels-binary\.js$/;

/** The plugin for Rollup and Vite. @type {import('vite').Plugin} */
export const fusedKernels = {
  name: 'fused-kernels',
  enforce: 'pre',
  resolveId: (id) => (MODULE.test(id) ? '\0kernels-binary' : null),
  load: (id) => (id === '\0kernels-binary' ? moduleText() : null),
};

/** The plugin for esbuild. @type {import('esbuild').Plugin} */
export const fusedKernelsForEsbuild = {
  name: 'fused-kernels',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: MODULE }, ({ path }) => ({ path, namespace: 'fused-kernels' }));
    onLoad({ filter: MODULE, namespace: 'fused-kernels' }, async () => ({
      contents: await moduleText(),
      loader: 'js',
    }));
  },
};
