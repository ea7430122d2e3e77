/** Entry of the worker that shows the inside of a network. Opens a channel for every port that a page sends. */
import { listen } from '../../lifetime/listen.js';
import type { Join, Ready } from '../contract.js';
import { InsideUser } from './inside-user.js';

/** Opens a channel. Ignores every message that is not a {@link Join}: a page may send anything. */
function receive({ data }: MessageEvent<Partial<Join> | null | undefined>): void {
  if (data?.type === 'join' && data.port instanceof MessagePort) new InsideUser(data.port);
}

// Any environment may import this module. Only a worker listens.
if ('DedicatedWorkerGlobalScope' in globalThis) {
  listen(globalThis, 'message', receive);
  const ready: Ready = { type: 'ready' };
  postMessage(ready);
}
