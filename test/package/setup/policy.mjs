/**
 * The strictest Content-Security-Policy that Pinna works under, as docs/embedding.md gives it:
 * `blob:` for the worklet, `'wasm-unsafe-eval'` for WASM, and nothing but its own files to fetch.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' blob: 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
].join('; ');

/** The same for a page with the file view, which plays the file that the user chose. */
export const FILES_POLICY = `${POLICY}; media-src blob:`;

/** The same for a page with Pinna's files, the plugin among them, on another origin. */
export const foreignPolicy = (origin) =>
  [
    "default-src 'none'",
    `script-src 'self' blob: 'wasm-unsafe-eval' ${origin}`,
    `worker-src blob: ${origin}`,
    `connect-src ${origin}`,
  ].join('; ');
