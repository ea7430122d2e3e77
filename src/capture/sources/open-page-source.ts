import { openBuffer, openFile } from './open-buffer.js';
import { openElement } from './open-element.js';
import { checkLineIn, lineIn } from './line-in.js';
import { openMicrophone } from './open-microphone.js';
import { openNode } from './open-node.js';
import type { OpenedSource, Source } from './source.js';
import { openStream } from './open-stream.js';

/**
 * Opens any source except a plain microphone, as `openSource` does. Main thread.
 *
 * @throws PinnaError `empty-audio`, `bad-audio`, `audio-too-long`, `bad-option`, and as `openMicrophone`; the signal's reason.
 */
export async function openPageSource(
  context: AudioContext,
  source: Source,
  signal: AbortSignal,
  onMuted: (isMuted: boolean) => void,
): Promise<OpenedSource> {
  switch (source.kind) {
    case 'microphone':
      checkLineIn(source); // before the permission prompt
      return openMicrophone(
        context,
        source,
        signal,
        onMuted,
        (node, stream) => lineIn(context, node, source, stream),
        32,
      );
    case 'node':
      return openNode(source);
    case 'element':
      return openElement(context, source, onMuted);
    case 'stream':
      return openStream(context, source, onMuted);
    case 'file':
      return openFile(context, source, signal);
    case 'buffer':
      return openBuffer(context, source);
  }
}
