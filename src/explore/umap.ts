/** The library that lays out by neighbours, separately: only a page that asks for that layout loads it. */
export { UMAP } from 'umap-js';
