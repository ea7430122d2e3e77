import type { AssetOptions } from '../assets.js';
import type { Source } from '../capture/sources/source.js';
import type { TransportKind } from '../capture/transport/transport.js';
import type { Thresholds } from '../decisions/thresholds.js';
import type { BackendName } from '../model/backends/backend-report.js';

export interface ListenerOptions extends AssetOptions {
  /** `auto` (the default) measures each backend with the real model and takes the fastest. */
  readonly backend?: BackendName | 'auto';
  /** Frames (20 ms each) per network step, 1 to 50; 5 by default. Fewer answer sooner, more cost less. */
  readonly stepFrames?: number;
  /** `auto` (the default): the shared ring where the page is cross-origin isolated, else the port. */
  readonly transport?: TransportKind | 'auto';
  /**
   * How much of the newest sound is kept in memory, for `recall`, seconds up to 600; 0, the default, keeps none. A second
   * takes 96 kB at 48 kHz. It never leaves the device, and the next start forgets it.
   */
  readonly keepSeconds?: number;
  /** In the place of the model's own, by class: when a score is a sound. `Listener.setThresholds` changes them later. */
  readonly thresholds?: Thresholds;
  /** Whether `frames` events carry descriptors; not when absent. `Listener.describe` asks for them for a while. */
  readonly descriptors?: boolean;
  /**
   * Whether it keeps listening until `stop`: whatever it cannot survive (no microphone at the start, a model that cannot be
   * loaded, a worker that fails again and again, a microphone that stands still) it starts again, after 1 s, 2, 4 … 30, and
   * at once when a device is plugged in, the microphone is allowed, or the page is touched or seen again. `start` resolves
   * when it listens at last; each failure is an `error` event, and `status.retry` says when the next try is. False by default.
   */
  readonly keepListening?: boolean;
  /** What `start` listens to when it is told nothing else; the default microphone where left out. */
  readonly source?: DefaultSource;
}

/** A source, or what gives it at each start. */
export type DefaultSource = Source | (() => Source);

/** Options with every default in its place. Thresholds and whether there are descriptors are as they are at present. */
export type ResolvedListenerOptions = AssetOptions &
  Required<Omit<ListenerOptions, keyof AssetOptions | 'source' | 'thresholds' | 'descriptors'>> & {
    thresholds: Thresholds;
    descriptors: boolean;
  };
