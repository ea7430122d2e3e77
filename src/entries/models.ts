/** Names the models in the package and gives the addresses of their files. */
export { modelUrls, type ModelUrls } from '../assets.js';
export type { ClassManifest, HeadManifest, ModelManifest } from '../model/manifest.js';
export { DEFAULT_MODEL, SHIPPED_MODELS, type ShippedModel } from '../model/shipped-models.js';
