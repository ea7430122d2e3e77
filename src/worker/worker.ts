/** The inference worker's entry: messages in, one {@link InferenceSession} per `load`, messages out. */
import { PinnaError, PinnaErrorCode } from '../errors';
import { InferenceSession } from './inference-session';
import type { FromWorker, ToWorker } from './protocol';

/** The page, seen from a dedicated worker: TypeScript's DOM and worker libraries cannot be loaded side by side. */
const page = globalThis as unknown as Pick<MessagePort, 'postMessage' | 'addEventListener'>;

function post(message: FromWorker, transfer: Transferable[] = []): void {
  page.postMessage(message, transfer);
}

function fail(error: unknown): void {
  const code = error instanceof PinnaError ? error.code : PinnaErrorCode.WorkerFailed;
  const message =
    error instanceof PinnaError
      ? error.message
      : `The analysis stopped unexpectedly (${String(error)}). Start listening again; if it happens again, reload the page.`;
  post({ type: 'error', code, message });
}

let session: Promise<InferenceSession> | undefined;
/** The session once it has loaded. */
let current: InferenceSession | undefined;

function receive({ data }: MessageEvent<ToWorker>): void {
  switch (data.type) {
    case 'load':
      session = InferenceSession.load(data, post).then((loaded) => (current = loaded));
      break;
    case 'ping':
      if (!current?.isStuck) post({ type: 'pong' });
      return;
    case 'attach':
      session = session?.then((loaded) => {
        loaded.attach(data).catch(fail);
        return loaded;
      });
      break;
    case 'open-clip':
    case 'clip-samples':
    case 'close-clip':
      session = session?.then(async (loaded) => {
        await loaded.hearClip(data);
        return loaded;
      });
      break;
    case 'thresholds':
      session = session?.then((loaded) => {
        loaded.setThresholds(data);
        return loaded;
      });
      break;
    case 'recall':
      session = session?.then((loaded) => {
        loaded.recall(data);
        return loaded;
      });
      break;
    case 'stop':
      session = session?.then(async (loaded) => {
        await loaded.stop();
        return loaded;
      });
  }
  session?.catch(fail);
}

// Any module of the package may be imported anywhere: in Node there is no page, and in a page every window that knows it
// could send messages.
if ('DedicatedWorkerGlobalScope' in globalThis) page.addEventListener('message', receive);
