/** Entry of the inference worker. Opens a channel for every port that a page sends. */
import { listen } from '../../lifetime/listen.js';
import type { Join, Ready } from '../contract.js';
import { WorkerUser } from './worker-user.js';

/** Opens a channel. Ignores every message that is not a {@link Join}: a page may send anything. */
function receive({ data }: MessageEvent<Partial<Join> | null | undefined>): void {
  if (data?.type === 'join' && data.port instanceof MessagePort) new WorkerUser(data.port);
}

// Any environment may import this module. In Node there is no page. In a page, other windows could send messages, so the
// module listens only in a worker.
if ('DedicatedWorkerGlobalScope' in globalThis) {
  listen(globalThis, 'message', receive);
  const ready: Ready = { type: 'ready' };
  postMessage(ready);
}
