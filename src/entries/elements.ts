/**
 * Defines all elements. `pinna/elements/*` has their classes without defining them; `pinna/elements/define/*` defines one
 * element each.
 */
export * from './live-elements.js';
export type { FileClassified, Novelty } from '../elements/listener/element-events.js';
export type { DescriptorStrings, ExploreStrings, LineInStrings } from '../elements/words/strings.js';
export { PinnaChroma } from '../elements/define/pinna-chroma.js';
export { PinnaDescriptors } from '../elements/define/pinna-descriptors.js';
export { PinnaExplore } from '../elements/define/pinna-explore.js';
export { PinnaFile } from '../elements/define/pinna-file.js';
export { PinnaLineIn } from '../elements/define/pinna-line-in.js';
export { PinnaNetwork } from '../elements/define/pinna-network.js';
export type { Breakage } from '../inside/breakages.js';
export type { LayerKind } from '../inside/network-layers.js';
export type { FilterPart } from '../inside/unit-filter.js';
export type { NetworkStrings } from '../elements/words/network/network-strings.js';
export { PinnaNovelty } from '../elements/define/pinna-novelty.js';
export type { NoveltyStrings } from '../elements/words/novelty/novelty-strings.js';
export { PinnaRecording } from '../elements/define/pinna-recording.js';
export { PinnaTeach } from '../elements/define/pinna-teach.js';
