/** Returns the address of the processor's script, in the folder `wam` of the package. Bundlers recognise this form of URL. */
export const processorUrl = (): string => new URL('./wam/processor.js', import.meta.url).href;
