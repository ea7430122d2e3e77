import type { Detection, DetectionChange } from '../../decisions/detection.js';
import type { Classification } from '../../recordings/classifier.js';
import type { PinnaError } from '../../errors.js';
import type { Frames, ListenerStatus } from '../../listener/listener-events.js';

/** A file and the result of its analysis. */
export interface FileClassified {
  readonly file: File;
  readonly classification: Classification;
}

declare global {
  /** Events of the elements; all bubble and cross shadow boundaries. */
  interface HTMLElementEventMap {
    'pinna-detection': CustomEvent<DetectionChange>;
    'pinna-frames': CustomEvent<Frames>;
    'pinna-status': CustomEvent<ListenerStatus>;
    'pinna-error': CustomEvent<PinnaError>;
    /** Dispatched by `<pinna-file>`. */
    'pinna-classified': CustomEvent<FileClassified>;
    /** Dispatched by `<pinna-timeline>`: the selected detections, in order of onset. */
    'pinna-select': CustomEvent<readonly Detection[]>;
  }
}

/** The events of the elements by name, with the type of their `detail`. */
export interface ElementEventDetails {
  'pinna-classified': FileClassified;
  'pinna-detection': DetectionChange;
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
