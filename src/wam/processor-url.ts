/** Where the processor's script is, as bundlers find it: in the folder `wam` beside the package's other files. */
export const processorUrl = (): string => new URL('./wam/processor.js', import.meta.url).href;
