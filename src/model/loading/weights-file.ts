import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { allFinite } from '../all-finite.js';
import type { ModelTensor, WeightsManifest } from '../manifest.js';
import { decodeHalfFloats } from './half-float.js';
import { LIMITS } from './limits.js';
import { corrupt, type ManifestReader } from './manifest-reader.js';

/** Checks the entry `weights`. @throws PinnaError `model-corrupt` */
export function validateWeights(weights: ManifestReader): void {
  // Only a plain file name is accepted, so that a model cannot make its loader fetch from elsewhere.
  if (!/^[\w-][\w.-]*$/.test(weights.string('file')))
    throw weights.fieldError('file', 'the name of a file in the same folder');
  weights.oneOf('dtype', ['float16', 'float32']);
  weights.count('bytes', LIMITS.weightBytes);
  if (!/^[0-9a-f]{64}$/.test(weights.string('sha256'))) throw weights.fieldError('sha256', '64 lower-case hex digits');
  for (const tensor of weights.objects('tensors', LIMITS.tensors)) {
    tensor.string('name');
    tensor.counts('shape', LIMITS.weightBytes, 4);
    tensor.offset('offset');
  }
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
  if (hex !== sha256)
    throw corrupt(`${file} is not the file that ${description} was written for (its SHA-256 differs)`);
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
