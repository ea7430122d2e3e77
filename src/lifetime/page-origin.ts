/**
 * Returns what to change in a page without an origin: a sandboxed page or frame, or a file on the disk. There, browsers refuse the
 * microphone and scripts from blobs. Undefined for all other pages. Main thread.
 */
export function originAdvice(): string | undefined {
  if (self.origin !== 'null') return undefined;
  if (location.protocol === 'file:')
    return 'The page is a file on the disk: serve its folder over http from localhost, or over https.';
  return window.parent === window
    ? 'The page is sandboxed: add allow-same-origin to sandbox in its Content-Security-Policy header.'
    : 'The frame is sandboxed: add allow-same-origin to its sandbox attribute.';
}
