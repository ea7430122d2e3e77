/**
 * The strictest Content-Security-Policy that Pinna works under, as documented in docs/embedding.md: `blob:` for the worklet,
 * `'wasm-unsafe-eval'` for WASM, and only its own files to fetch.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' blob: 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
].join('; ');

/** The policy for a page with the file view, which plays the file that the user chose. */
export const FILES_POLICY = `${POLICY}; media-src blob:`;

/** The policy for a page with Pinna's files, including the plugin, on another origin. */
export const foreignPolicy = (origin) =>
  [
    "default-src 'none'",
    `script-src 'self' blob: 'wasm-unsafe-eval' ${origin}`,
    `worker-src blob: ${origin}`,
    `connect-src ${origin}`,
  ].join('; ');
