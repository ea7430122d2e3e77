import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { loadModel } from '../../model/loading/load-model.js';
import type { Model, ModelManifest } from '../../model/manifest.js';
import { DEFAULT_MODEL, shippedModel } from '../../model/shipped-models.js';
import { validateManifest } from '../../model/loading/validate-manifest.js';
import { networkHash } from '../../teach/data/network-hash.js';
import { readTeachingData, TEACHING_FILE, type TeachingData } from '../../teach/data/teaching-data.js';
import { wasmFilesIn } from '../../model/backends/wasm-files.js';

/** Folder of the models in the package, beside the folder of the built command line. */
const SHIPPED = new URL('../models/', import.meta.url);

/**
 * Reads a model from its folder.
 * @param model path of a folder, or the name of a model in the package
 * @throws PinnaError `bad-option` for the unknown name of a model, `model-missing` if the folder or one of its files is
 *   missing, `model-corrupt`
 */
export async function readModel(model: string = DEFAULT_MODEL): Promise<Model> {
  const manifest = await readManifest(model);
  const weights = await read(folderOf(model), manifest.weights.file);
  return loadModel(manifest, new Uint8Array(weights).buffer);
}

/**
 * Reads the description of a model, without its weights.
 * @param model as for {@link readModel}
 * @throws PinnaError as {@link readModel}
 */
export async function readManifest(model: string = DEFAULT_MODEL): Promise<ModelManifest> {
  return validateManifest(parse(await read(folderOf(model), 'model.json')));
}

/**
 * Reads what teaching needs beside the model.
 * @param named as for {@link readModel}
 * @throws PinnaError `model-missing` if the model has no such file, `model-corrupt` if it belongs to other weights
 */
export async function readTeaching(model: Model, named: string = DEFAULT_MODEL): Promise<TeachingData> {
  const bytes = await read(folderOf(named), TEACHING_FILE);
  return readTeachingData(bytes, await networkHash(model));
}

function folderOf(model: string): string {
  const name = shippedModel(model);
  return name ? fileURLToPath(new URL(name, SHIPPED)) : model;
}

async function read(folder: string, name: string): Promise<Buffer> {
  const path = join(folder, name);
  try {
    return await readFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new PinnaError(
      PinnaErrorCode.ModelMissing,
      `The model's ${path} cannot be read (${String(code)}). Check --model.`,
      { cause },
    );
  }
}

function parse(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString());
  } catch (cause) {
    throw new PinnaError(PinnaErrorCode.ModelCorrupt, "The model's model.json is not JSON. Get the model again.", {
      cause,
    });
  }
}

/** WASM files of the package, in a folder beside that of the built command line. */
export const wasm = wasmFilesIn(fileURLToPath(new URL('../wasm/', import.meta.url)));
