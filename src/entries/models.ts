/** The models that come with the package: their names, and where their files are. */
export { modelUrls, type ModelUrls } from '../assets.js';
export type { ClassManifest, HeadManifest, ModelManifest } from '../model/manifest.js';
export { DEFAULT_MODEL, SHIPPED_MODELS, type ShippedModel } from '../model/shipped-models.js';
