/** Defines the elements that show live sound; the file view (`pinna-file`, `pinna-recording`) is not among them. */
export type { ExtraSource } from './source-choice.js';
export type { ListenerLike } from './listener-like.js';
export type { Locale, PartialLocale } from './locale.js';
export type { Count, ErrorWords, Strings } from './strings.js';
export { registerLocale } from './locale-registry.js';
export { listenerContext } from './listener-context.js';
export { ListenerController, type ListenerHandlers, type ListenerHost } from './listener-controller.js';
export { PinnaBird } from './define/pinna-bird.js';
export { PinnaControls } from './define/pinna-controls.js';
export { PinnaEvents } from './define/pinna-events.js';
export { PinnaGenre } from './define/pinna-genre.js';
export { PinnaLevel } from './define/pinna-level.js';
export { PinnaListener } from './define/pinna-listener.js';
export { PinnaLog } from './define/pinna-log.js';
export { PinnaSpectrogram } from './define/pinna-spectrogram.js';
export { PinnaStatus } from './define/pinna-status.js';
export { PinnaTimeline } from './define/pinna-timeline.js';
