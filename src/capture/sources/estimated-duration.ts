/** Lengths of the beginnings of a file that are decoded, bytes. The second is for files with a longer header. */
const BEGINNINGS = [1 << 14, 1 << 19];
/** Sample rate to decode them at, Hz: the lowest, since only the duration matters. */
const RATE = 8000;

/**
 * Estimates the duration of a sound file from that of its beginning. For files whose headers do not give it, where the browser
 * does not know it either, such as under a policy that forbids media of blobs. Main thread.
 *
 * @returns seconds; undefined if the beginning alone cannot be decoded
 */
export async function estimatedDuration(file: Blob): Promise<number | undefined> {
  for (const bytes of BEGINNINGS) {
    try {
      const beginning = await file.slice(0, bytes).arrayBuffer();
      const { duration } = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(beginning);
      if (duration > 0) return (duration * file.size) / Math.min(bytes, file.size);
    } catch {
      // The header is longer, or the format cannot be decoded in parts.
    }
  }
  return undefined;
}
