import { loadPart } from '../../lifetime/load-part.js';
import type { ContextHandle } from '../context/context-handle.js';
import { openMicrophone } from './open-microphone.js';
import type { OpenedSource, Source } from './source.js';

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
): Promise<OpenedSource> {
  signal.throwIfAborted();
  const context = handle.context as AudioContext;
  if (source.kind === 'microphone' && (source.channels ?? source.gain) === undefined)
    return openMicrophone(context, source, signal, onMuted);
  // Most pages listen to a microphone alone, and do without the others.
  const { openPageSource } = await loadPart(
    import('./open-page-source.js'),
    'The part of Pinna that listens',
    'start again',
  );
  signal.throwIfAborted();
  return openPageSource(context, source, signal, onMuted);
}
