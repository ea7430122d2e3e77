import { withTimeout } from '../lifetime/waiting.js';

/** Time limit for reading the metadata of a local file, ms. */
const LIMIT = 5000;

/**
 * Reads the duration of a sound file from its metadata, without decoding it. Main thread.
 *
 * @returns seconds; undefined if the browser does not know it
 */
export async function mediaDuration(file: Blob): Promise<number | undefined> {
  const url = URL.createObjectURL(file);
  const media = new Audio();
  try {
    const read = new Promise<void>((resolve) => {
      media.onloadedmetadata = () => resolve();
      media.onerror = () => resolve();
      media.preload = 'metadata';
      media.src = url;
    });
    await withTimeout(LIMIT, read).catch(() => undefined);
    return Number.isFinite(media.duration) ? media.duration : undefined;
  } finally {
    media.onloadedmetadata = media.onerror = null;
    media.removeAttribute('src');
    media.load();
    URL.revokeObjectURL(url);
  }
}
