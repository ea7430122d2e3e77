/**
 * For pages without a bundler: the elements for whole recordings, in a separate file because most pages do not need them.
 * Defines `<pinna-file>` and `<pinna-recording>`, and exports the API for recordings. Works with or without `pinna.js`.
 */
export { PinnaFile } from '../elements/define/pinna-file.js';
export { PinnaRecording } from '../elements/define/pinna-recording.js';
export * from './recordings.js';
