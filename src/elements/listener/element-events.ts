import type { Detection, DetectionChange } from '../../decisions/detection.js';
import type { Classification } from '../../recordings/classifier.js';
import type { PinnaError } from '../../errors.js';
import type { TaughtSet } from '../../teach/file/taught-file.js';
import type { Frames, ListenerStatus } from '../../listener/listener-events.js';

/** A file and the result of its analysis. */
export interface FileClassified {
  /** The analysed file. */
  readonly file: File;
  /** The result. */
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
    /** Dispatched by `<pinna-teach>`: the taught sounds, as their file holds them; undefined for none. */
    'pinna-taught': CustomEvent<TaughtSet | undefined>;
  }
}

/** The events of the elements by name, with the type of their `detail`. */
export interface ElementEventDetails {
  /** A file has been analysed. Dispatched by `<pinna-file>`. */
  'pinna-classified': FileClassified;
  /** A detection begins or ends. */
  'pinna-detection': DetectionChange;
  /** One network step: its frames and scores. */
  'pinna-frames': Frames;
  /** Status of the listener, about four times a second. */
  'pinna-status': ListenerStatus;
  /** Listening, or the analysis of a file, has failed. */
  'pinna-error': PinnaError;
  /** The selected detections, in order of onset. Dispatched by `<pinna-timeline>`. */
  'pinna-select': readonly Detection[];
  /** The taught sounds have changed. Dispatched by `<pinna-teach>`. */
  'pinna-taught': TaughtSet | undefined;
}

export function elementEvent<K extends keyof ElementEventDetails>(
  type: K,
  detail: ElementEventDetails[K],
): CustomEvent<ElementEventDetails[K]> {
  return new CustomEvent(type, { detail, bubbles: true, composed: true });
}
