import type { PinnaError } from '../../errors.js';
import type { InputInfo } from '../../listener/listener-events.js';

/** A source in its context, ready to sound. Main thread. */
export interface OpenedSource {
  readonly info: InputInfo;
  /** Connects it to the capturing node; a file or buffer starts playing here. Call once. */
  connect(target: AudioNode): void;
  /**
   * Resolves when nothing more will come: with a `device-lost` error when a microphone went away, with undefined when a
   * file, buffer or stream came to its end or the caller closed a node's context. Stays pending for sources without an end and after `release`.
   */
  readonly ended: Promise<PinnaError | undefined>;
  /** Undoes what opening and `connect` did: our own tracks stop, our own edges go; nothing of the caller's. Repeatable. */
  release(): void;
}
