/** Reads and writes taught sounds. Loaded when it is needed. */
export { readableTaughtState } from './readable-taught-state.js';
export { faderProperty, MOST_FADERS } from '../teach/file/taught-fader.js';
export { MOST_TAUGHT } from '../teach/file/taught-class.js';
export { isLabel, parseTaughtFile, writeTaughtFile } from '../teach/file/taught-file.js';
export { fromLinkPayload, toLinkPayload } from '../teach/file/taught-link.js';
