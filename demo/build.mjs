/**
 * Builds the demo site from demo/ and the built package: `npm run build`, then `node demo/build.mjs`.
 *
 * Any static host can serve the folder `site/` under any path, without special headers.
 */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { modelNames } from '../models/names.mjs';
import { apiHtml } from './build/api-html.mjs';
import { galleryHtml } from './build/gallery.mjs';
import { pageHtml } from './build/html.mjs';
import { pages } from './build/pages.mjs';
import { elementReference } from './build/reference.mjs';
import { copyRuntime } from './build/runtime.mjs';
import { writeServiceWorker } from './build/service-worker.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const site = path('../site');
const options = { bundle: true, format: 'esm', target: 'es2022', minify: true, logLevel: 'warning' };

const ENTRY = /\/src\/(?:entries\/)?((?:pinna|file-view|descriptor-view|line-in|wam\/index)\.js)$/;

/** Imports the package from its built files, which all pages share, as any page would. */
const packageFromOutside = {
  name: 'package-from-outside',
  setup({ onResolve }) {
    onResolve({ filter: ENTRY }, ({ path: source }) => ({ path: `./pinna/${ENTRY.exec(source)[1]}`, external: true }));
  },
};

async function writePages() {
  const manifest = JSON.parse(await readFile(path('../dist/custom-elements.json'), 'utf8'));
  const api = JSON.parse(await readFile(path('../.cache/api/reference.json'), 'utf8'));
  const tags = new Map(elementReference(manifest).elements.map(({ className, tag }) => [className, tag]));
  /** Pages whose content is partly generated. */
  const generated = {
    gallery: (own) => galleryHtml(own, manifest),
    reference: (own) => apiHtml(own, api, tags),
  };
  for (const page of pages) {
    const own = await readFile(path(`${page.name}/${page.name}.html`), 'utf8');
    const content = await (generated[page.name]?.(own) ?? own);
    await writeFile(`${site}/${page.file}`, pageHtml(page, content));
  }
}

async function writeScripts() {
  await build({
    ...options,
    entryPoints: pages.map(({ name }) => path(`${name}/${name}.ts`)),
    entryNames: '[name]',
    chunkNames: 'chunk-[hash]',
    splitting: true,
    outdir: site,
    plugins: [packageFromOutside],
  });
  const workers = ['scene/scene.worker.ts', 'daw/tracks.worker.ts'].map(path);
  await build({ ...options, entryPoints: workers, entryNames: '[name]', outdir: site });
  await build({ ...options, format: 'iife', entryPoints: [path('shell/scheme.ts')], outdir: site });
}

async function copyStyles() {
  await cp(path('shell/site.css'), `${site}/site.css`);
  for (const { name } of pages) await cp(path(`${name}/${name}.css`), `${site}/${name}.css`);
}

async function copyIcons() {
  const icons = (await readdir(path('icons'))).filter((name) => /\.(svg|png)$/.test(name));
  for (const icon of icons) await cp(path(`icons/${icon}`), `${site}/${icon}`);
}

await rm(site, { recursive: true, force: true });
await mkdir(site, { recursive: true });
await Promise.all([
  copyRuntime(path('../dist'), `${site}/pinna`, modelNames()),
  writePages(),
  writeScripts(),
  copyStyles(),
  copyIcons(),
  cp(path('offline/manifest.webmanifest'), `${site}/manifest.webmanifest`),
]);
await writeServiceWorker(site);
