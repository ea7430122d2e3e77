import { loadPart } from '../../lifetime/load-part.js';
import type { ContextHandle } from '../context/context-handle.js';
import { openMicrophone } from './open-microphone.js';
import type { OpenedSource, Source } from './source.js';

/**
 * Opens a source in the context that `openContext` returned for it. If aborted, also during the permission prompt, rejects
 * with the signal's reason and leaves nothing open.
 *
 * @param onMuted called when the system mutes or unmutes a microphone or stream; nothing is captured while it is muted
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
  // Loaded on demand: most pages use only a plain microphone.
  const { openPageSource } = await loadPart(
    import('./open-page-source.js'),
    "Pinna's code for listening",
    'start again',
  );
  signal.throwIfAborted();
  return openPageSource(context, source, signal, onMuted);
}
