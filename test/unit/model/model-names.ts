/** Set by `test/bundle-plugin.mjs` while bundling. */
declare const MODEL_NAMES: readonly string[];

/** Names of the available models: the folders in `/models/`. */
export const modelNames = MODEL_NAMES;
