import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { HOP_SECONDS } from '../../features/log-mel-parameters.js';
import { allFinite } from '../all-finite.js';
import { createArchitecture } from '../architectures/create-architecture.js';
import { decodeHalfFloats } from './half-float.js';
import { LIMITS } from './limits.js';
import type { ModelManifest, WeightsManifest, Model, ModelTensor } from '../manifest.js';
import { corrupt } from './manifest-reader.js';
import { validateManifest } from './validate-manifest.js';

/**
 * Checks and decodes a model: format, every field, every size, shape and offset, the hash, the receptive field, the cost,
 * and that all weights are finite. Reads no files, so it runs in the page, in a worker and in Node.
 *
 * @param manifestJson the parsed `model.json`
 * @param weights the whole of `weights.bin`
 * @throws PinnaError `model-corrupt`; `unsupported-browser` outside a secure context
 */
export async function loadModel(manifestJson: unknown, weights: ArrayBuffer): Promise<Model> {
  const manifest = validateManifest(manifestJson);
  await checkIntegrity(manifest.weights, weights);
  checkShapes(manifest);
  return { manifest, tensors: decodeTensors(manifest.weights, weights) };
}

/**
 * Checks size and hash of a file of weights.
 * @param description name of the file that describes it, for messages
 * @throws PinnaError `model-corrupt`; `unsupported-browser` outside a secure context
 */
export async function checkIntegrity(
  { file, bytes, sha256 }: WeightsManifest,
  weights: ArrayBuffer,
  description = 'model.json',
): Promise<void> {
  if (weights.byteLength !== bytes) {
    throw corrupt(`${file} has ${weights.byteLength} bytes, but ${description} declares ${bytes}`);
  }
  // The type says that it always exists, but browsers hide it outside a secure context.
  const subtle = globalThis.crypto?.subtle as typeof crypto.subtle | undefined;
  if (!subtle) {
    throw new PinnaError(
      PinnaErrorCode.Unsupported,
      'Outside a secure context the model cannot be checked, and browsers give no microphone. Serve the page over https or from localhost.',
    );
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', weights));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== sha256) throw corrupt(`${file} is not the file that ${description} was written for (its SHA-256 differs)`);
}

/**
 * Checks that receptive field, recurrence, distance between rows, period, state size and cost are those of the architecture.
 * Also checks that the tensors are exactly those that architecture and heads need.
 */
function checkShapes(manifest: ModelManifest): void {
  const { features, heads, weights, receptiveFieldFrames, recurrent = false, macsPerSecond } = manifest;
  const architecture = createArchitecture(manifest.architecture, features);
  if (architecture.receptiveFieldFrames !== receptiveFieldFrames) {
    throw corrupt(
      `model.json: receptiveFieldFrames is ${receptiveFieldFrames}, but its architecture's is ${architecture.receptiveFieldFrames}`,
    );
  }
  if (architecture.recurrent !== recurrent) {
    throw corrupt(`model.json: recurrent is ${recurrent}, but its architecture's is ${architecture.recurrent}`);
  }
  if (architecture.framesPerOutput % Math.round(HOP_SECONDS / features.hopSeconds) !== 0) {
    const milliseconds = Math.round(1000 * architecture.framesPerOutput * features.hopSeconds);
    throw corrupt(
      `model.json: its architecture gives scores every ${milliseconds} ms, not every 20 ms or a multiple of that`,
    );
  }
  if (architecture.period > LIMITS.period) {
    throw corrupt(
      `model.json: its architecture's strides in time multiply to ${architecture.period}, not at most ${LIMITS.period}`,
    );
  }
  const stateValues = architecture.stateShapes.reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0);
  if (stateValues > LIMITS.stateValues) {
    throw corrupt(`model.json: its architecture's state has ${stateValues} numbers, not at most ${LIMITS.stateValues}`);
  }
  const classCount = heads.reduce((sum, { classes }) => sum + classes.length, 0);
  const macs = (architecture.macsPerFrame + architecture.headMacsPerFrame * classCount) / features.hopSeconds;
  if (Math.abs(macs - macsPerSecond) >= 1) {
    throw corrupt(`model.json: macsPerSecond is ${macsPerSecond}, but its architecture's is ${Math.round(macs)}`);
  }
  const expected = new Map<string, readonly number[]>(Object.entries(architecture.weightShapes));
  for (const { name, classes } of heads) {
    expected.set(`head.${name}/kernel`, [architecture.width, classes.length]);
    expected.set(`head.${name}/bias`, [classes.length]);
  }
  checkTensorShapes(weights, expected);
}

/**
 * Checks that a file of weights has exactly the expected tensors.
 * @param expected shapes by name
 * @param description name of the file that describes it, for messages
 * @throws PinnaError `model-corrupt`
 */
export function checkTensorShapes(
  { tensors }: WeightsManifest,
  expected: ReadonlyMap<string, readonly number[]>,
  description = 'model.json',
): void {
  const missing = new Map(expected);
  for (const { name, shape } of tensors) {
    const required = missing.get(name);
    if (!required) throw corrupt(`${description}: the architecture has no tensor "${name}", or it is listed twice`);
    if (required.length !== shape.length || required.some((size, axis) => size !== shape[axis])) {
      throw corrupt(`${description}: tensor "${name}" is [${shape.join(', ')}], not [${required.join(', ')}]`);
    }
    missing.delete(name);
  }
  const [first] = missing.keys();
  if (first !== undefined) throw corrupt(`${description}: tensor "${first}" is missing`);
}

/** Decodes the tensors of a file of weights, and checks that they fill it. @throws PinnaError `model-corrupt` */
export function decodeTensors(
  { file, dtype, bytes, tensors }: WeightsManifest,
  weights: ArrayBuffer,
  description = 'model.json',
): Map<string, ModelTensor> {
  const decoded = new Map<string, ModelTensor>();
  const bytesPerValue = dtype === 'float16' ? 2 : 4;
  let end = 0;
  for (const { name, shape, offset } of tensors) {
    if (offset !== end) throw corrupt(`${description}: tensor "${name}" starts at byte ${offset}, not ${end}`);
    const length = shape.reduce((product, size) => product * size, bytesPerValue);
    end += length;
    if (end > bytes) throw corrupt(`${file} ends before tensor "${name}" does`);
    const view = new DataView(weights, offset, length);
    const values = dtype === 'float16' ? decodeHalfFloats(view) : decodeFloats(view);
    if (!allFinite(values)) throw corrupt(`${file}: tensor "${name}" has values that are not finite`);
    decoded.set(name, { shape, values });
  }
  if (end !== bytes) throw corrupt(`${file} has ${bytes} bytes, but its tensors only ${end}`);
  return decoded;
}

function decodeFloats(bytes: DataView): Float32Array {
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, i) => bytes.getFloat32(4 * i, true));
}
