import type { PinnaError } from '../errors';
import type { InputInfo } from '../listener-events';
import { loadPart } from '../load-part';
import type { ContextHandle } from './context-handle';
import { openMicrophone } from './open-microphone';
import type { Source } from './source';

/** A source in its context, ready to sound. Main thread. */
export interface OpenSource {
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

/**
 * Opens a source in the context that `openContext` gave for it. An abort rejects with the signal's reason and leaves
 * nothing open, also when it comes while the user is being asked for the microphone.
 *
 * @param onMuted told when the system mutes a microphone or stream, and when it no longer does; nothing is captured meanwhile
 * @throws PinnaError `microphone-denied`, `no-device`, `device-unavailable`, `unsupported-browser`, `files-missing`, and as
 * `openPageSource`.
 */
export async function openSource(
  handle: ContextHandle,
  source: Source,
  signal: AbortSignal,
  onMuted: (isMuted: boolean) => void = () => undefined,
): Promise<OpenSource> {
  signal.throwIfAborted();
  const context = handle.context as AudioContext;
  if (source.kind === 'microphone' && (source.channels ?? source.gain) === undefined)
    return openMicrophone(context, source, signal, onMuted);
  // Most pages listen to a microphone alone, and do without the others.
  const { openPageSource } = await loadPart(
    import('./open-page-source'),
    'The part of Pinna that listens',
    'start again',
  );
  signal.throwIfAborted();
  return openPageSource(context, source, signal, onMuted);
}
