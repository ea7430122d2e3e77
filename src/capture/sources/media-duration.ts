import { withTimeout } from '../../lifetime/waiting.js';

/** Time limit for reading the metadata of a local file, and for finding its end, ms. */
const LIMIT = 5000;
/** A position behind the end of any recording, seconds. */
const BEHIND_THE_END = 1e9;

/**
 * Reads the duration of a sound file without decoding it. A recorder in a page writes none; then the browser seeks to the
 * end to find it. Main thread.
 *
 * @returns seconds; undefined if the browser does not know it
 */
export async function mediaDuration(file: Blob): Promise<number | undefined> {
  const url = URL.createObjectURL(file);
  const media = new Audio();
  const changes = (isReached: () => boolean) =>
    new Promise<void>((resolve) => {
      media.onloadedmetadata = media.ondurationchange = media.onseeked = () => isReached() && resolve();
      media.onerror = () => resolve();
    });
  try {
    const read = changes(() => !Number.isNaN(media.duration));
    media.preload = 'metadata';
    media.src = url;
    await withTimeout(LIMIT, read).catch(() => undefined);
    if (media.duration === Infinity) {
      const found = changes(() => Number.isFinite(media.duration));
      media.currentTime = BEHIND_THE_END;
      await withTimeout(LIMIT, found).catch(() => undefined);
    }
    return Number.isFinite(media.duration) ? media.duration : undefined;
  } finally {
    media.onloadedmetadata = media.ondurationchange = media.onseeked = media.onerror = null;
    media.removeAttribute('src');
    media.load();
    URL.revokeObjectURL(url);
  }
}
