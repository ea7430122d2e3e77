import type { Detection } from '../decisions/detection';
import type { PinnaError } from '../errors';
import type { DetectionDetail, Frames, ListenerStatus } from '../listener-events';

declare global {
  /** What `<pinna-listener>` dispatches; all bubble and cross shadow boundaries. */
  interface HTMLElementEventMap {
    'pinna-detection': CustomEvent<DetectionDetail>;
    'pinna-frames': CustomEvent<Frames>;
    'pinna-status': CustomEvent<ListenerStatus>;
    'pinna-error': CustomEvent<PinnaError>;
    /** Dispatched by `<pinna-timeline>`: what is selected there, in order of onset. */
    'pinna-select': CustomEvent<readonly Detection[]>;
  }
}

/** The events of `<pinna-listener>` by name, and what is in their `detail`. */
export interface ElementEventDetails {
  'pinna-detection': DetectionDetail;
  'pinna-frames': Frames;
  'pinna-status': ListenerStatus;
  'pinna-error': PinnaError;
  'pinna-select': readonly Detection[];
}

export function elementEvent<K extends keyof ElementEventDetails>(
  type: K,
  detail: ElementEventDetails[K],
): CustomEvent<ElementEventDetails[K]> {
  return new CustomEvent(type, { detail, bubbles: true, composed: true });
}
