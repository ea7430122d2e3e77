/** The main entry: the APIs for live sound and for whole recordings. */
export * from './live.js';
export * from './recordings.js';
