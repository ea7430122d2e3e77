/** Defines the elements that show live sound; the file view (`pinna-file`, `pinna-recording`) is not among them. */
export type { ExtraSource } from './source-choice';
export type { ListenerLike } from './listener-like';
export type { Locale, PartialLocale } from './locale';
export type { Count, ErrorWords, Strings } from './strings';
export { registerLocale } from './locale-registry';
export { listenerContext } from './listener-context';
export { ListenerController, type ListenerHandlers, type ListenerHost } from './listener-controller';
export { PinnaBird } from './define/pinna-bird';
export { PinnaControls } from './define/pinna-controls';
export { PinnaEvents } from './define/pinna-events';
export { PinnaGenre } from './define/pinna-genre';
export { PinnaLevel } from './define/pinna-level';
export { PinnaListener } from './define/pinna-listener';
export { PinnaLog } from './define/pinna-log';
export { PinnaSpectrogram } from './define/pinna-spectrogram';
export { PinnaStatus } from './define/pinna-status';
export { PinnaTimeline } from './define/pinna-timeline';
