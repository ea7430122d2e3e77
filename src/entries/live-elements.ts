/**
 * Defines the elements for live sound. The elements for descriptors, chroma, line-in and recordings are in other entries.
 */
export type { ExtraSource } from '../elements/controls/source-choice.js';
export type { ColorMapName } from '../elements/drawing/color-map.js';
export type { ListenerLike } from '../elements/listener/listener-controller.js';
export type { ListenerView } from '../elements/listener/listener-view.js';
export type { Locale, PartialLocale } from '../elements/words/translate.js';
export type { LogEntry } from '../log/log-entry.js';
export type {
  Count,
  ErrorWords,
  LiveStrings,
  LogStrings,
  NowStrings,
  Strings,
  TeachStrings,
} from '../elements/words/strings.js';
export { registerLocale } from '../elements/words/translate.js';
export { listenerContext } from '../elements/listener/listener-controller.js';
export {
  ListenerController,
  type ListenerHandlers,
  type ListenerHost,
} from '../elements/listener/listener-controller.js';
export { PinnaBird } from '../elements/define/pinna-bird.js';
export { PinnaControls } from '../elements/define/pinna-controls.js';
export { PinnaEvents } from '../elements/define/pinna-events.js';
export { PinnaGenre } from '../elements/define/pinna-genre.js';
export { PinnaLevel } from '../elements/define/pinna-level.js';
export { PinnaListener } from '../elements/define/pinna-listener.js';
export { PinnaLive } from '../elements/define/pinna-live.js';
export { PinnaLog } from '../elements/define/pinna-log.js';
export { PinnaNow } from '../elements/define/pinna-now.js';
export { PinnaSpectrogram } from '../elements/define/pinna-spectrogram.js';
export { PinnaStatus } from '../elements/define/pinna-status.js';
export { PinnaTimeline } from '../elements/define/pinna-timeline.js';
