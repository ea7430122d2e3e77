import { within } from '../lifetime/waiting.js';

/** How long to wait for the beginning of a file that is on this device, milliseconds. */
const LIMIT = 5000;

/**
 * How long a sound file plays, from its metadata, without decoding it. Main thread.
 *
 * @returns seconds; undefined where the browser cannot tell
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
    await within(LIMIT, read).catch(() => undefined);
    return Number.isFinite(media.duration) ? media.duration : undefined;
  } finally {
    media.onloadedmetadata = media.onerror = null;
    media.removeAttribute('src');
    media.load();
    URL.revokeObjectURL(url);
  }
}
