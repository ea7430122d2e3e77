/** The inference worker's entry: messages in, to the {@link WorkerUser} whose number they bear, messages out. */
import type { ForUser, FromWorker, ToWorker } from '../contract.js';
import { WorkerUser } from '../page/worker-user.js';

/** The page, seen from a dedicated worker: TypeScript's DOM and worker libraries cannot be loaded side by side. */
const page = globalThis as unknown as Pick<MessagePort, 'postMessage' | 'addEventListener'>;

const users = new Map<number, WorkerUser>();

function open(user: number): WorkerUser {
  const opened = new WorkerUser((message: FromWorker, transfer: Transferable[] = []) => {
    const addressed: ForUser<FromWorker> = { ...message, user };
    page.postMessage(addressed, transfer);
  });
  users.set(user, opened);
  return opened;
}

function receive({ data }: MessageEvent<ForUser<ToWorker> | null | undefined>): void {
  // Whoever has the worker may send anything; what nobody says is for nobody.
  if (typeof data?.user !== 'number') return;
  const { user } = data;
  if (data.type === 'leave') {
    users.get(user)?.leave();
    users.delete(user);
  } else {
    (users.get(user) ?? open(user)).receive(data);
  }
}

// Any module of the package may be imported anywhere: in Node there is no page, and in a page every window that knows it
// could send messages.
if ('DedicatedWorkerGlobalScope' in globalThis) page.addEventListener('message', receive);
