import { LogRecorder } from '../../log/log-recorder.js';
import type { KeptLog } from '../../log/kept-log.js';
import { Scope } from '../../lifetime/scope.js';
import type { ListenerEvents, ListenerLike } from '../listener/listener-controller.js';

/** Time between two renewals of the entries of lasting sounds, ms. */
const RENEW_INTERVAL = 500;

const recordings = new WeakMap<KeptLog, WeakMap<ListenerLike, LogRecording>>();

/** Returns the recording of a listener in a log: one for all views, so that each detection has one entry. */
export function recordingOf(log: KeptLog, listener: ListenerLike): LogRecording {
  let ofLog = recordings.get(log);
  if (!ofLog) recordings.set(log, (ofLog = new WeakMap<ListenerLike, LogRecording>()));
  let recording = ofLog.get(listener);
  if (!recording) ofLog.set(listener, (recording = new LogRecording(log, listener)));
  return recording;
}

/** Puts the detections of a listener into a log, as long as a view uses it. */
export class LogRecording {
  readonly #log: KeptLog;
  readonly #listener: ListenerLike;
  readonly #recorder = new LogRecorder();
  #users = 0;
  #scope = new Scope();
  #renewedAt = -Infinity;
  /** Whether detections may have been missed since the last use. */
  #isInterrupted = false;
  /** Number of the listening session in which the last use ended. */
  #sessions = 0;

  constructor(log: KeptLog, listener: ListenerLike) {
    this.#log = log;
    this.#listener = listener;
  }

  /** The recorder, which knows the times of the entries on the listener's clock. */
  get recorder(): Pick<LogRecorder, 'spanOf'> {
    return this.#recorder;
  }

  /** Begins to use the recording. Returns a function that ends the use. */
  use(): () => void {
    if (this.#users++ === 0) this.#subscribe();
    return () => {
      if (--this.#users > 0) return;
      void this.#scope.close();
      this.#sessions = this.#listener.status.sessions;
      // A view that changes its listener or its log may begin the use again in the same task, in which nothing can be missed.
      queueMicrotask(() => (this.#isInterrupted ||= this.#users === 0));
    };
  }

  #subscribe(): void {
    this.#scope = new Scope();
    if (this.#isInterrupted) {
      if (this.#sessions === this.#listener.status.sessions) this.#log.put(this.#recorder.interrupt());
      else this.#begin(false);
    }
    this.#isInterrupted = false;
    this.#scope.listen(this.#listener, 'statechange', (event) => {
      if ((event as ListenerEvents['statechange']).detail === 'starting') this.#begin(true);
    });
    this.#scope.listen(this.#listener, 'frames', (event) => this.#addFrames(event as ListenerEvents['frames']));
    this.#scope.listen(this.#listener, 'detection', (event) => {
      const { model, status } = this.#listener;
      const { detail } = event as ListenerEvents['detection'];
      this.#log.put([this.#recorder.detected(detail, { model, input: status.input }, Date.now())]);
    });
  }

  #begin(isFromStart: boolean): void {
    this.#log.put(this.#recorder.begin(isFromStart));
  }

  #addFrames({ detail, timeStamp }: ListenerEvents['frames']): void {
    const { rowSeconds } = this.#listener.model ?? {};
    if (rowSeconds === undefined) return;
    this.#recorder.analysed(detail.time, detail.time + detail.frames * rowSeconds, Date.now());
    if (timeStamp - this.#renewedAt < RENEW_INTERVAL) return;
    this.#renewedAt = timeStamp;
    this.#log.put(this.#recorder.renewed());
  }
}
