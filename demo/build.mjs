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
import { documents } from './build/document-pages.mjs';
import { documentHtml } from './build/documents.mjs';
import { galleryHtml } from './build/gallery.mjs';
import { pageHtml, redirectHtml } from './build/html.mjs';
import { fileIn, LANGUAGES } from './build/languages.mjs';
import { pages } from './build/pages.mjs';
import { copyModelPictures } from './build/pictures.mjs';
import { elementReference } from './build/reference.mjs';
import { copyRuntime } from './build/runtime.mjs';
import { writeServiceWorker } from './build/service-worker.mjs';
import { soundsHtml } from './build/sounds.mjs';
import { trainingHtml } from './build/training/training.mjs';
import { lookUpIn, translateHtml } from './build/translate-html.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const site = path('../site');
/** Folders with a style and a script: one for each page, and one for all documents. */
const folders = [...pages.map(({ name }) => name), 'document'];
const options = { bundle: true, format: 'esm', target: 'es2022', minify: true, logLevel: 'warning' };

const ENTRY =
  /\/src\/(?:entries\/)?((?:pinna|file-view|descriptor-view|line-in|teach-view|explore-view|network-view|novelty-view|wam\/index)\.js)$/;

/** Imports the package from its built files, which all pages share, as any page would. */
const packageFromOutside = {
  name: 'package-from-outside',
  setup({ onResolve }) {
    onResolve({ filter: ENTRY }, ({ path: source }) => ({ path: `./pinna/${ENTRY.exec(source)[1]}`, external: true }));
  },
};

/** Returns the German texts of a page: what its file `german.mjs` exports. */
const germanOf = async ({ name }) => (await import(new URL(`${name}/german.mjs`, import.meta.url).href)).default;

async function writePages() {
  const manifest = JSON.parse(await readFile(path('../dist/custom-elements.json'), 'utf8'));
  const api = JSON.parse(await readFile(path('../.cache/api/reference.json'), 'utf8'));
  const tags = new Map(elementReference(manifest).elements.map(({ className, tag }) => [className, tag]));
  /** Pages whose content is partly generated, from HTML in the page's language. */
  const generated = {
    gallery: (own, language, translate) => galleryHtml(own, manifest, language, translate),
    sounds: (own, language) => soundsHtml(own, language),
    training: (own, language) => trainingHtml(own, language),
    reference: (own) => apiHtml(own, api, tags),
  };
  const write = async (page, language, translate) => {
    const own = translate(await readFile(path(`${page.name}/${page.name}.html`), 'utf8'));
    const content = await (generated[page.name]?.(own, language, translate) ?? own);
    await writeFile(`${site}/${fileIn(page.file, language)}`, pageHtml(page, content, language));
  };
  for (const page of pages) {
    await write(page, 'en', (html) => html);
    const german = lookUpIn(await germanOf(page));
    await write(page, 'de', (html) => translateHtml(html, german.translate));
    german.check(`demo/${page.name}/german.mjs`);
    if (page.formerFile) await writeFile(`${site}/${page.formerFile}`, redirectHtml(page));
  }
}

/** Writes the documents of the repository that are pages of the site. Their content is English in both languages. */
async function writeDocuments() {
  for (const document of documents)
    for (const language of LANGUAGES) {
      const content = await documentHtml(document, language);
      await writeFile(`${site}/${fileIn(document.file, language)}`, pageHtml(document, content, language));
    }
}

async function writeScripts() {
  await build({
    ...options,
    entryPoints: folders.map((name) => path(`${name}/${name}.ts`)),
    entryNames: '[name]',
    chunkNames: 'chunk-[hash]',
    splitting: true,
    outdir: site,
    plugins: [packageFromOutside],
  });
  const workers = ['scene/scene.worker.ts', 'explore/examples.worker.ts', 'studio/tracks.worker.ts'].map(path);
  await build({ ...options, entryPoints: workers, entryNames: '[name]', outdir: site });
  await build({ ...options, format: 'iife', entryPoints: [path('shell/before-paint.ts')], outdir: site });
}

async function copyStyles() {
  await cp(path('shell/site.css'), `${site}/site.css`);
  for (const name of folders) await cp(path(`${name}/${name}.css`), `${site}/${name}.css`);
}

/** Copies the icons, and the pictures of the live page. */
async function copyPictures() {
  for (const folder of ['icons', 'live']) {
    const pictures = (await readdir(path(folder))).filter((name) => /\.(svg|png|webp)$/.test(name));
    for (const picture of pictures) await cp(path(`${folder}/${picture}`), `${site}/${picture}`);
  }
}

await rm(site, { recursive: true, force: true });
await mkdir(site, { recursive: true });
await Promise.all([
  copyRuntime(path('../dist'), `${site}/pinna`, modelNames()),
  writePages(),
  writeDocuments(),
  writeScripts(),
  copyStyles(),
  copyPictures(),
  copyModelPictures(site),
  ...['manifest.webmanifest', 'manifest.de.webmanifest'].map((name) => cp(path(`offline/${name}`), `${site}/${name}`)),
]);
await writeServiceWorker(site);
