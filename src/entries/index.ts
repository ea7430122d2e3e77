export * from './live.js';
export * from './recordings.js';
