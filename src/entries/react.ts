/**
 * JSX types for React 19, which sets the properties of custom elements and listens to their events. Use
 * `import 'pinna/react'` beside `import 'pinna/elements'`. Contains types only: nothing remains at run time.
 */
import type { LitElement } from 'lit';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ElementEventDetails } from '../elements/listener/element-events.js';
import type { PinnaBird } from '../elements/meters/pinna-bird.js';
import type { PinnaChroma } from '../elements/descriptors/pinna-chroma.js';
import type { PinnaControls } from '../elements/controls/pinna-controls.js';
import type { PinnaDescriptors } from '../elements/descriptors/pinna-descriptors.js';
import type { PinnaEvents } from '../elements/meters/pinna-events.js';
import type { PinnaFile } from '../elements/file/pinna-file.js';
import type { PinnaGenre } from '../elements/meters/pinna-genre.js';
import type { PinnaLevel } from '../elements/meters/pinna-level.js';
import type { PinnaLineIn } from '../elements/line-in/pinna-line-in.js';
import type { PinnaListener } from '../elements/listener/pinna-listener.js';
import type { PinnaLive } from '../elements/live/pinna-live.js';
import type { PinnaLog } from '../elements/log/pinna-log.js';
import type { PinnaNovelty } from '../elements/novelty/pinna-novelty.js';
import type { PinnaNow } from '../elements/now/pinna-now.js';
import type { PinnaRecording } from '../elements/file/pinna-recording.js';
import type { PinnaSpectrogram } from '../elements/spectrogram/pinna-spectrogram.js';
import type { PinnaStatus } from '../elements/meters/pinna-status.js';
import type { PinnaExplore } from '../elements/explore/pinna-explore.js';
import type { PinnaNetwork } from '../elements/network/pinna-network.js';
import type { PinnaTeach } from '../elements/teach/pinna-teach.js';
import type { PinnaTimeline } from '../elements/timeline/pinna-timeline.js';

/** Names of an element's own properties, without methods and without the members of `LitElement`. */
type OwnProperties<E> = {
  [K in keyof E]-?: K extends keyof LitElement ? never : E[K] extends (...args: never[]) => unknown ? never : K;
}[keyof E];

type Props<E extends HTMLElement> = DetailedHTMLProps<HTMLAttributes<E>, E> & {
  readonly [K in OwnProperties<E>]?: E[K] | undefined;
};

/** Props of a view, an element that shows a listener. `for` is the id of a `<pinna-listener>` elsewhere on the page. */
type ViewProps<E extends HTMLElement> = Props<E> & { readonly for?: string | undefined };

/** Event handlers. Each name is `on` followed by the exact event type, for example `onpinna-classified`. */
type ListenerHandlers = {
  readonly [K in keyof ElementEventDetails as `on${K}`]?:
    ((event: CustomEvent<ElementEventDetails[K]>) => void) | undefined;
};

interface PinnaElements {
  'pinna-bird': ViewProps<PinnaBird>;
  'pinna-chroma': ViewProps<PinnaChroma>;
  'pinna-controls': ViewProps<PinnaControls>;
  'pinna-descriptors': ViewProps<PinnaDescriptors>;
  'pinna-events': ViewProps<PinnaEvents>;
  'pinna-file': Props<PinnaFile> & ListenerHandlers;
  'pinna-genre': ViewProps<PinnaGenre>;
  'pinna-level': ViewProps<PinnaLevel>;
  'pinna-line-in': ViewProps<PinnaLineIn>;
  'pinna-listener': Props<PinnaListener> & ListenerHandlers;
  'pinna-live': Props<PinnaLive> & ListenerHandlers;
  'pinna-log': ViewProps<PinnaLog>;
  'pinna-now': ViewProps<PinnaNow>;
  'pinna-novelty': ViewProps<PinnaNovelty>;
  'pinna-recording': Props<PinnaRecording>;
  'pinna-spectrogram': ViewProps<PinnaSpectrogram>;
  'pinna-status': ViewProps<PinnaStatus>;
  'pinna-explore': ViewProps<PinnaExplore>;
  'pinna-network': ViewProps<PinnaNetwork>;
  'pinna-teach': ViewProps<PinnaTeach>;
  'pinna-timeline': ViewProps<PinnaTimeline>;
}

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the name that React gave it
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merged with React's own
    interface IntrinsicElements extends PinnaElements {}
  }
}
