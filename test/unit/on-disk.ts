import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readModel } from '../../src/cli/files/read-model.js';
import type { Model } from '../../src/model/manifest.js';

const ROOT = new URL('../../', import.meta.url);

/** Returns the absolute path of a file or folder of the repository. @param path relative to the repository's root */
export const pathOf = (path: string): string => fileURLToPath(new URL(path, ROOT));

/** Reads a text file of the repository. */
export const readText = (path: string): Promise<string> => readFile(pathOf(path), 'utf8');

/** Reads a JSON file of the repository. The caller knows its type. */
export const readJson = async <T>(path: string): Promise<T> => JSON.parse(await readText(path)) as T;

/** Reads a binary file of the repository. */
export const readBytes = async (path: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(pathOf(path)));

/** Reads a model of the repository. @param folder for example `models/crnn` */
export const modelIn = (folder: string): Promise<Model> => readModel(pathOf(folder));
