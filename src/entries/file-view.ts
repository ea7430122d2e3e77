/**
 * For a plain page, beside `pinna.js` or without it: whole recordings, which most pages do without. Defines `<pinna-file>` and
 * `<pinna-recording>` and gives the API.
 */
export { PinnaFile } from '../elements/define/pinna-file.js';
export { PinnaRecording } from '../elements/define/pinna-recording.js';
export * from './recordings.js';
