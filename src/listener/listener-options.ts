import type { AssetOptions } from '../assets.js';
import type { Source } from '../capture/sources/source.js';
import type { TransportKind } from '../capture/transport/transport.js';
import type { Thresholds } from '../decisions/thresholds.js';
import type { LiveSelection } from '../engine/frame-selection.js';
import type { TaughtSet } from '../teach/file/taught-file.js';
import type { BackendName } from '../model/backends/backend-report.js';

/** Options of a `Listener`. */
export interface ListenerOptions extends AssetOptions {
  /**
   * Backend that computes the network. `auto` (the default) measures each backend with the real model and uses the fastest.
   */
  readonly backend?: BackendName | 'auto';
  /** Duration of a network step, frames of 20 ms, 1 to 50; default 5. Fewer frames reduce latency; more frames reduce cost. */
  readonly stepFrames?: number;
  /**
   * Transport of samples to the worker. If the page is cross-origin isolated, `auto` (the default) uses shared memory
   * (`ring`), else a message port (`port`).
   */
  readonly transport?: TransportKind | 'auto';
  /**
   * Duration of the newest sound to keep in memory for `recall`, seconds, 0 to 600. The default 0 keeps none. One second
   * takes 96 kB at 48 kHz. The sound never leaves the device, and the next start discards it.
   */
  readonly keepSeconds?: number;
  /** Detection thresholds per class that override the model's own. `Listener.setThresholds` changes them later. */
  readonly thresholds?: Thresholds;
  /** Taught sounds to detect as well. `Listener.setTaught` changes them later. They have the head `taught`. */
  readonly taught?: TaughtSet | undefined;
  /**
   * Whether to keep the newest ten minutes of log-mel frames, from which `Listener.teach` learns; false by default. They take 23 MB, and
   * no sound is kept. `Listener.requestTeaching` requests them for a limited time.
   */
  readonly teaching?: boolean;
  /**
   * Whether `frames` events carry log-mel frames; false by default. `Listener.requestFeatures` requests them for a limited
   * time.
   */
  readonly features?: boolean;
  /** Whether `frames` events carry descriptors; false by default. `Listener.requestDescriptors` requests them for a limited time. */
  readonly descriptors?: boolean;
  /** Whether `frames` events carry chords and key; false by default. `Listener.requestHarmony` requests them for a limited time. */
  readonly harmony?: boolean;
  /**
   * Whether to keep listening until `stop`; false by default. If listening cannot start or cannot continue, the listener
   * starts it again. Examples: no microphone at the start, a model that cannot be loaded, a worker that fails repeatedly, a
   * stalled microphone. Only the end of the source and a `bad-option` error still end it.
   *
   * The delay before an attempt is 1 s at first and doubles up to 30 s. An attempt follows at once when a device is plugged
   * in or out, the user allows the microphone, or the page is touched or becomes visible again.
   *
   * `start` resolves once listening has begun. Each failure dispatches an `error` event, and `status.retry` gives the time
   * of the next attempt.
   */
  readonly keepListening?: boolean;
  /** Source for a `start` without an argument; the default microphone if omitted. */
  readonly source?: DefaultSource;
}

/**
 * A source, or a function that returns one. The function is called at each start and, with `keepListening`, before each
 * further attempt.
 */
export type DefaultSource = Source | (() => Source);

/**
 * Options with all defaults applied. `thresholds`, `corrections`, `taught`, `teaching` and `selection` hold the current values, which may
 * change while listening.
 */
export type ResolvedListenerOptions = AssetOptions &
  Required<
    Omit<ListenerOptions, keyof AssetOptions | keyof LiveSelection | 'source' | 'thresholds' | 'taught' | 'teaching'>
  > & {
    thresholds: Thresholds;
    /** Personal corrections by head and class; they raise thresholds. */
    corrections: Thresholds;
    taught: TaughtSet | undefined;
    /** Names of all sounds that were taught so far, also of those that were removed: thresholds may name them. */
    taughtNames: ReadonlySet<string>;
    teaching: boolean;
    selection: LiveSelection;
  };
