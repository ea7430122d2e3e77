/** For a plain page, beside `pinna.js`: defines `<pinna-file>` and `<pinna-recording>`, which most pages do without. */
export { PinnaFile } from './elements/define/pinna-file';
export { PinnaRecording } from './elements/define/pinna-recording';
