import { Scope } from '../../lifetime/scope.js';
import type {
  Answer,
  AnsweredType,
  Exchanges,
  LoadRequest,
  Outcome,
  Report,
  Reports,
  ReportType,
  Request,
} from '../contract.js';
import { asFailure } from './as-failure.js';
import { InferenceSession } from './inference-session.js';
import { ModelHost } from './model-host.js';

/** One model per worker, set by the first `load`. The page shares a worker only between users that asked for the same model. */
let host: Promise<ModelHost> | undefined;

/** Handles one channel to a page: accepts its requests in order and answers them. Worker thread. */
export class WorkerUser {
  readonly #port: MessagePort;
  /** Closed once the page has left. */
  readonly #scope = new Scope();
  #session: Promise<InferenceSession> | undefined;
  /** The session, once it has loaded. */
  #current: InferenceSession | undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    this.#scope.add(() => this.#current?.dispose());
    this.#scope.port(port, (request: Request | null | undefined) => this.#receive(request));
  }

  /** Handles a request. @param request from the page, which may send anything */
  #receive(request: Request | null | undefined): void {
    switch (request?.type) {
      case 'load':
        this.#session = this.#load(request);
        break;
      case 'ping':
        if (!this.#current?.isStuck) this.#answer<'ping'>(request, null);
        return;
      case 'leave':
        void this.#scope.close();
        return;
      case 'attach':
        this.#then((session) => {
          session.attach(request.in).catch((error: unknown) => this.#fail(error));
        });
        break;
      case 'thresholds':
        this.#then((session) => session.setThresholds(request.in));
        break;
      case 'taught':
        this.#then(async (session) => this.#answer<'taught'>(request, await outcome(session.setTaught(request.in))));
        break;
      case 'teaching':
        this.#then(async (session) =>
          this.#answer<'teaching'>(request, await outcome(session.setTeaching(request.in))),
        );
        break;
      case 'example':
        this.#then(async (session) => this.#answer<'example'>(request, await outcome(session.example(request.in))));
        break;
      case 'stretch':
        this.#then(async (session) => this.#answer<'stretch'>(request, await outcome(session.stretch(request.in))));
        break;
      case 'heard-picture':
        this.#then((session) => this.#answer<'heard-picture'>(request, { value: session.heardPicture(request.in) }));
        break;
      case 'learn':
        this.#then((session) => {
          // Other requests do not wait: learning takes up to a few seconds.
          void outcome(session.learn(request.in)).then((learnt) => this.#answer<'learn'>(request, learnt));
        });
        break;
      case 'learn-faders':
        this.#then((session) => {
          void outcome(session.learnFaders(request.in)).then((learnt) => this.#answer<'learn-faders'>(request, learnt));
        });
        break;
      case 'fit-classes':
        this.#then(async (session) =>
          this.#answer<'fit-classes'>(request, await outcome(session.fitClasses(request.in))),
        );
        break;
      case 'fit':
        this.#then(async (session) => this.#answer<'fit'>(request, await outcome(session.fit(request.in))));
        break;
      case 'uncertain':
        this.#then(async (session) => this.#answer<'uncertain'>(request, await outcome(session.uncertain(request.in))));
        break;
      case 'select':
        this.#then((session) => session.select(request.in));
        break;
      case 'recall':
        this.#then((session) => {
          const sound = session.recall(request.in);
          this.#answer<'recall'>(request, sound, sound ? [sound.samples.buffer] : []);
        });
        break;
      case 'stop':
        this.#then(async (session) => this.#answer<'stop'>(request, await session.stop()));
        break;
      case 'open-recording':
        this.#then((session) => session.openRecording(request.in));
        break;
      case 'recording-samples':
        this.#then(async (session) => {
          const { steps, transfer } = await session.pushRecording(request.in);
          this.#answer<'recording-samples'>(request, steps, transfer);
        });
        break;
      case 'close-recording':
        this.#then(async (session) => {
          const closed = await session.closeRecording();
          if (closed) this.#answer<'close-recording'>(request, closed.result, closed.transfer);
        });
    }
    this.#session?.catch((error: unknown) => this.#fail(error));
  }

  /**
   * Loads the model and opens a session on it. @throws PinnaError `model-missing`, `model-corrupt`, `no-backend`,
   * `bad-option`
   */
  async #load(request: Request<'load'>): Promise<InferenceSession> {
    const options: LoadRequest = request.in;
    host ??= ModelHost.load(options);
    const loaded = await host;
    const { manifest, report } = loaded;
    const session = new InferenceSession(loaded, options.stepFrames, (type, report, transfer) =>
      this.#report(type, report, transfer),
    );
    this.#current?.dispose(); // a second `load` starts a new session from scratch
    this.#current = session;
    if (this.#scope.isClosed) session.dispose();
    const { name, version, licence, features, heads, figures } = manifest;
    const model = {
      name,
      version,
      licence,
      features,
      rowSeconds: loaded.rowSeconds,
      heads,
      ...(figures && { figures }),
    };
    this.#answer<'load'>(request, { model, backend: report });
    return session;
  }

  /** Runs a task after all earlier ones. Later requests wait for it. */
  #then(task: (session: InferenceSession) => void | Promise<void>): void {
    this.#session = this.#session?.then(async (session) => {
      await task(session);
      return session;
    });
  }

  #answer<T extends AnsweredType>(
    { type, id }: Request<T>,
    out: Exchanges[T]['out'],
    transfer: Transferable[] = [],
  ): void {
    const answer: { readonly [K in keyof Answer]: unknown } = { type, id, out };
    this.#port.postMessage(answer, transfer);
  }

  #report<T extends ReportType>(type: T, report: Reports[T], transfer: Transferable[] = []): void {
    const message: { readonly [K in keyof Report]: unknown } = { type, report };
    this.#port.postMessage(message, transfer);
  }

  #fail(error: unknown): void {
    this.#report('error', asFailure(error));
  }
}

/** Returns a result, or the error that prevented it. */
function outcome<T>(work: Promise<T>): Promise<Outcome<T>> {
  return work.then(
    (value) => ({ value }),
    (error: unknown) => ({ failure: asFailure(error) }),
  );
}
