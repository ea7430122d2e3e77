/** Defines all elements. Their classes, undefined, are in the modules beside this one. */
import { PinnaBird } from './pinna-bird';
import { PinnaControls } from './pinna-controls';
import { PinnaEvents } from './pinna-events';
import { PinnaGenre } from './pinna-genre';
import { PinnaLevel } from './pinna-level';
import { PinnaListener } from './pinna-listener';
import { PinnaLog } from './pinna-log';
import { PinnaSpectrogram } from './pinna-spectrogram';
import { PinnaStatus } from './pinna-status';
import { PinnaTimeline } from './pinna-timeline';

const elements = {
  'pinna-listener': PinnaListener,
  'pinna-level': PinnaLevel,
  'pinna-controls': PinnaControls,
  'pinna-spectrogram': PinnaSpectrogram,
  'pinna-timeline': PinnaTimeline,
  'pinna-bird': PinnaBird,
  'pinna-genre': PinnaGenre,
  'pinna-events': PinnaEvents,
  'pinna-log': PinnaLog,
  'pinna-status': PinnaStatus,
} as const;

type Elements = { readonly [K in keyof typeof elements]: InstanceType<(typeof elements)[K]> };

declare global {
  interface HTMLElementTagNameMap extends Elements {
    'pinna-listener': PinnaListener;
  }
}

for (const [name, element] of Object.entries(elements)) {
  // Another copy of the package may have come first.
  if (!customElements.get(name)) customElements.define(name, element);
}

export type { ExtraSource } from './source-choice';
export type { ListenerLike } from './listener-like';
export type { Locale, PartialLocale } from './locale';
export type { Count, ErrorWords, Strings } from './strings';
export { registerLocale } from './locale-registry';
export { listenerContext } from './listener-context';
export { ListenerController, type ListenerHandlers, type ListenerHost } from './listener-controller';
export {
  PinnaBird,
  PinnaControls,
  PinnaEvents,
  PinnaGenre,
  PinnaLevel,
  PinnaListener,
  PinnaLog,
  PinnaSpectrogram,
  PinnaStatus,
  PinnaTimeline,
};
