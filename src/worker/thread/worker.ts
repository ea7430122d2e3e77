/** The inference worker's entry: every port that a page sends is a conversation of its own. */
import { listen } from '../../lifetime/listen.js';
import type { Join } from '../contract.js';
import { WorkerUser } from './worker-user.js';

/** Opens a conversation. Whoever has the worker may send anything: what is no {@link Join} is left alone. */
function receive({ data }: MessageEvent<Partial<Join> | null | undefined>): void {
  if (data?.type === 'join' && data.port instanceof MessagePort) new WorkerUser(data.port);
}

// Any module of the package may be imported anywhere: in Node there is no page, and in a page every window that knows it
// could send messages.
if ('DedicatedWorkerGlobalScope' in globalThis) listen(globalThis, 'message', receive);
