/** Set by `test/bundle-plugin.mjs` while bundling. */
declare const MODEL_NAMES: readonly string[];

/** The models that are there: names of the folders in `/models/`. */
export const modelNames = MODEL_NAMES;
