import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { HeadManifest } from '../model/manifest.js';

/**
 * Checks and returns one head's logits before they change any state. A NaN would stay in every later mean and smoothed
 * score. Treating it as silence would make a broken network look like a quiet room.
 *
 * @returns the head's logits, `[frames × classes]`
 * @throws PinnaError `model-corrupt` when a logit is not finite, `bad-option` when the head's array is missing or has
 *   the wrong size
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
      `Head "${head.name}" needs ${String(size)} logits for ${String(frames)} frames; it received ${found}.`,
    );
  }
  if (!areFinite(values)) {
    throw new PinnaError(
      PinnaErrorCode.ModelCorrupt,
      `The network computed a non-finite value for head "${head.name}". Load the model again or choose another backend.`,
    );
  }
  return values;
}

/** Whether all values are finite. A plain loop, because it runs over every logit. */
function areFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}
