/** Names the models in the package, gives the addresses of their files, and lists what a model can detect. */
export { modelUrls, type ModelUrls } from '../assets.js';
export { classList, type ListedClass } from '../model/class-list.js';
export type { ClassFigures, ClassManifest, HeadManifest, ModelFigures, ModelManifest } from '../model/manifest.js';
export { DEFAULT_MODEL, SHIPPED_MODELS, type ShippedModel } from '../model/shipped-models.js';
