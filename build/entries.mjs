import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

const FOLDER = 'src/elements';

/** A module with each element's class, in the folder of its topic; and, in `define`, one that defines the element. */
const elements = readdirSync(FOLDER, { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\/pinna-[\w-]+\.ts$/.test(file))
  .map((file) => [
    file.startsWith('define/') ? `elements/${file.replace(/\.ts$/, '')}` : `elements/${basename(file, '.ts')}`,
    `${FOLDER}/${file}`,
  ]);

/** Modules for bundlers and Node: sources by the name that each has in `dist`. */
export const modules = {
  index: 'src/entries/index.ts',
  elements: 'src/entries/elements.ts',
  ...Object.fromEntries(elements),
  'locales/de': 'src/entries/german.ts',
  'locales/register': 'src/entries/register-locale.ts',
  descriptors: 'src/entries/descriptors.ts',
  features: 'src/entries/features.ts',
  formats: 'src/entries/formats.ts',
  models: 'src/entries/models.ts',
  react: 'src/entries/react.ts',
};

/** Scripts for pages without a bundler. */
export const pageScripts = {
  pinna: 'src/entries/pinna.ts',
  'file-view': 'src/entries/file-view.ts',
  'descriptor-view': 'src/entries/descriptor-view.ts',
  'line-in': 'src/entries/line-in.ts',
};

export const worker = { worker: 'src/worker/thread/worker.ts' };

export const plugin = { 'wam/index': 'src/wam/index.ts' };
