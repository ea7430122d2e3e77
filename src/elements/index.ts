/** Defines all elements. Their classes, undefined, are in the modules beside this one; each has a module in `define`. */
export * from './live';
export type { FileClassified } from './element-events';
export type { LineInStrings } from './line-in-strings';
export type { DescriptorStrings } from './descriptor-strings';
export { PinnaChroma } from './define/pinna-chroma';
export { PinnaDescriptors } from './define/pinna-descriptors';
export { PinnaFile } from './define/pinna-file';
export { PinnaLineIn } from './define/pinna-line-in';
export { PinnaRecording } from './define/pinna-recording';
