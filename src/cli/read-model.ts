import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PinnaError, PinnaErrorCode } from '../errors';
import { loadModel } from '../model/load-model';
import type { Model } from '../model/model';
import { validateManifest } from '../model/validate-manifest';

/** @throws PinnaError `model-missing` when the folder or one of its files is not there, `model-corrupt` */
export async function readModel(folder: string): Promise<Model> {
  const json = parse(await read(folder, 'model.json'));
  const weights = await read(folder, validateManifest(json).weights.file);
  return loadModel(json, new Uint8Array(weights).buffer);
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
