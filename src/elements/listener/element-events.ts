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

/** A sound that was never heard in a place, as `<pinna-novelty>` reports it. */
export interface Novelty {
  /** When it began, session time in seconds. */
  readonly time: number;
  /** Duration of the moment that was compared, seconds. */
  readonly seconds: number;
  /** When it began. */
  readonly at: Date;
  /** Share of the moments in this place that were less unusual, 0 to 1. */
  readonly score: number;
  /** Cosine distance to the most similar earlier sound of this place; by `picture`, the error of the expected picture in dB. */
  readonly value: number;
  /** What was compared. */
  readonly by: 'sound' | 'picture';
  /** The moment's frames of `LOG_MEL_64`, `[frames × 64]`, row-major, dB. */
  readonly heard: Float32Array;
  /** The expected frames, as `heard`; undefined if there is no auto-encoder. */
  readonly expected: Float32Array | undefined;
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
    /** Dispatched by `<pinna-novelty>`: a sound has begun that was never heard here. */
    'pinna-novelty': CustomEvent<Novelty>;
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
  /** A sound has begun that was never heard in this place. Dispatched by `<pinna-novelty>`. */
  'pinna-novelty': Novelty;
}

export function elementEvent<K extends keyof ElementEventDetails>(
  type: K,
  detail: ElementEventDetails[K],
): CustomEvent<ElementEventDetails[K]> {
  return new CustomEvent(type, { detail, bubbles: true, composed: true });
}
