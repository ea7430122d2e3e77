import { readFileSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { modelNames } from '../../models/names.mjs';
import { escaped } from './html.mjs';

const root = new URL('../../', import.meta.url);
const path = (relative) => fileURLToPath(new URL(relative, root));

/** Returns the file on the site of a picture of the models: `models/crnn/curves.png` is `crnn-curves.png`. */
export const pictureFile = (source) => source.split('/').slice(-2).join('-');

/** Returns the width and the height of a PNG, pixels, from its header. */
function sizeOf(source) {
  const header = readFileSync(path(source)).subarray(16, 24);
  return { width: header.readUInt32BE(0), height: header.readUInt32BE(4) };
}

/** Renders a picture of the models with its size, so that nothing moves when it loads. @param text what it shows */
export function pictureHtml(source, text) {
  const { width, height } = sizeOf(source);
  return `<img src="${pictureFile(source)}" alt="${escaped(text)}" width="${width}" height="${height}" loading="lazy" />`;
}

/** Renders a picture of the models that opens in full size. */
export const pictureToOpen = (source, text) =>
  `<figure class="picture"><a href="${pictureFile(source)}">${pictureHtml(source, text)}</a></figure>`;

/** Renders a picture of the models that opens in full size, with a sentence that says what one sees. */
export const seenPicture = (source, text, seen) =>
  `${pictureToOpen(source, text)}\n<p class="seen small">${escaped(seen)}</p>`;

/** Copies the pictures of the models, their studies and the trunk. @param site target folder */
export async function copyModelPictures(site) {
  const folders = [...modelNames().map((name) => `models/${name}`), 'models/training/trunk', 'models/training/results'];
  for (const folder of folders) {
    const pictures = (await readdir(path(folder))).filter((name) => name.endsWith('.png'));
    for (const name of pictures) await cp(path(`${folder}/${name}`), `${site}/${pictureFile(`${folder}/${name}`)}`);
  }
}
