import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { HeadManifest } from '../model/manifest.js';

/**
 * A value that is not a number would stay in every mean and smoothed score from then on, and taking it for silence would
 * make a broken network look like a quiet room. So it is an error, and one before anything has changed.
 *
 * @returns the head's logits, `[frames × classes]`
 * @throws PinnaError `model-corrupt` when a logit is not finite, `bad-option` when the head's array is missing or of
 *   another size
 */
export function checkLogits(
  head: HeadManifest,
  logits: Readonly<Record<string, Float32Array>>,
  frames: number,
): Float32Array {
  const values = logits[head.name];
  const size = frames * head.classes.length;
  if (!values || values.length !== size) {
    const found = values ? `${String(values.length)} values` : 'none';
    throw new PinnaError(
      PinnaErrorCode.BadOption,
      `Head "${head.name}" needs ${String(size)} logits for ${String(frames)} frames; there are ${found}.`,
    );
  }
  if (!values.every(Number.isFinite)) {
    throw new PinnaError(
      PinnaErrorCode.ModelCorrupt,
      `The network gave a value for "${head.name}" that is not a finite number. Load the model anew or choose another backend.`,
    );
  }
  return values;
}
