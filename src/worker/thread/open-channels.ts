import { listen } from '../../lifetime/listen.js';
import type { Join, Ready } from '../contract.js';

/**
 * Opens a channel for every port that a page sends. Ignores every message that is not a {@link Join}: a page may send anything.
 *
 * Any environment may import a worker's script. In Node there is no page. In a page, other windows could send messages, so this listens
 * only in a worker.
 */
export function openChannels(open: (port: MessagePort) => void): void {
  if (!('DedicatedWorkerGlobalScope' in globalThis)) return;
  listen(globalThis, 'message', ({ data }: MessageEvent<Partial<Join> | null | undefined>) => {
    if (data?.type === 'join' && data.port instanceof MessagePort) open(data.port);
  });
  const ready: Ready = { type: 'ready' };
  postMessage(ready);
}
