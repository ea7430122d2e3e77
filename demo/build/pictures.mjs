import { cp, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { modelNames } from '../../models/names.mjs';

const root = new URL('../../', import.meta.url);
const path = (relative) => fileURLToPath(new URL(relative, root));

/** Returns the file on the site of a picture of the models: `models/crnn/curves.png` is `crnn-curves.png`. */
export const pictureFile = (source) => source.split('/').slice(-2).join('-');

/** Copies the pictures of the models, their studies and the trunk. @param site target folder */
export async function copyModelPictures(site) {
  const folders = [...modelNames().map((name) => `models/${name}`), 'models/training/trunk', 'models/training/results'];
  for (const folder of folders) {
    const pictures = (await readdir(path(folder))).filter((name) => name.endsWith('.png'));
    for (const name of pictures) await cp(path(`${folder}/${name}`), `${site}/${pictureFile(`${folder}/${name}`)}`);
  }
}
