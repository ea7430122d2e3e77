/** Defines all elements. Their classes, undefined, are in the modules beside this one; each has a module in `define`. */
export * from './live.js';
export type { FileClassified } from './element-events.js';
export type { LineInStrings } from './line-in-strings.js';
export type { DescriptorStrings } from './descriptor-strings.js';
export { PinnaChroma } from './define/pinna-chroma.js';
export { PinnaDescriptors } from './define/pinna-descriptors.js';
export { PinnaFile } from './define/pinna-file.js';
export { PinnaLineIn } from './define/pinna-line-in.js';
export { PinnaRecording } from './define/pinna-recording.js';
