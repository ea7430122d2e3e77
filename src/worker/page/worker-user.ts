import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { InferenceSession } from '../thread/inference-session.js';
import { ModelHost } from '../thread/model-host.js';
import type { FromWorker, LoadMessage, ToWorker } from '../contract.js';

/** The one model of this worker, from the first `load` on: the page gives a worker users who want the same. */
let host: Promise<ModelHost> | undefined;

/** One conversation: its messages in the order in which they come, and what answers them. Worker thread. */
export class WorkerUser {
  private session: Promise<InferenceSession> | undefined;
  /** The session once it has loaded. */
  private current: InferenceSession | undefined;
  private hasLeft = false;

  /** @param post gets what is for this user */
  constructor(private readonly post: (message: FromWorker, transfer?: Transferable[]) => void) {}

  receive(message: Exclude<ToWorker, { type: 'leave' }>): void {
    switch (message.type) {
      case 'load':
        this.session = this.load(message);
        break;
      case 'ping':
        if (!this.current?.isStuck) this.post({ type: 'pong' });
        return;
      case 'attach':
        this.then((session) => {
          session.attach(message).catch((error: unknown) => this.fail(error));
        });
        break;
      case 'open-clip':
      case 'clip-samples':
      case 'close-clip':
        this.then((session) => session.hearClip(message));
        break;
      case 'thresholds':
        this.then((session) => session.setThresholds(message));
        break;
      case 'describe':
        this.then((session) => session.describe(message));
        break;
      case 'recall':
        this.then((session) => session.recall(message));
        break;
      case 'stop':
        this.then((session) => session.stop());
    }
    this.session?.catch((error: unknown) => this.fail(error));
  }

  /** Frees everything at once; nothing is said any more. */
  leave(): void {
    this.hasLeft = true;
    this.current?.dispose();
  }

  /** @throws PinnaError `model-missing`, `model-corrupt`, `no-backend`, `bad-option` */
  private async load(message: LoadMessage): Promise<InferenceSession> {
    host ??= ModelHost.load(message);
    const loaded = await host;
    const { manifest, report } = loaded;
    const session = new InferenceSession(loaded, message.stepFrames, (said, transfer) => {
      if (!this.hasLeft) this.post(said, transfer);
    });
    this.current?.dispose(); // a second `load` begins anew
    this.current = session;
    if (this.hasLeft) session.dispose();
    const { name, version, licence, features, heads } = manifest;
    const { bands, fMin, fMax, hopSeconds, windowSeconds } = features;
    this.post({
      type: 'loaded',
      model: { name, version, licence, bands, fMin, fMax, hopSeconds, windowSeconds, heads },
      backend: report,
    });
    return session;
  }

  /** What comes next waits for it. */
  private then(task: (session: InferenceSession) => void | Promise<void>): void {
    this.session = this.session?.then(async (session) => {
      await task(session);
      return session;
    });
  }

  private fail(error: unknown): void {
    if (this.hasLeft) return;
    const code = error instanceof PinnaError ? error.code : PinnaErrorCode.WorkerFailed;
    const message =
      error instanceof PinnaError
        ? error.message
        : `The analysis stopped unexpectedly (${String(error)}). Start listening again; if it happens again, reload the page.`;
    this.post({ type: 'error', code, message });
  }
}
