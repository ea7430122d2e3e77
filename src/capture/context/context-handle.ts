import { Scope } from '../../lifetime/scope.js';
import { withTimeout } from '../../lifetime/waiting.js';
import { workletSettled } from './load-worklet.js';
import { runContext, type RunOptions } from './run-context.js';

/** Time limit for closing a context, ms. Without an audio device the browser may never answer. */
const CLOSE_TIMEOUT = 1000;

/**
 * Who controls a context's lifetime: this package, for one source (`own`) or for all media elements (`elements`), or the
 * page (`host`).
 */
export type ContextOwner = 'own' | 'elements' | 'host';

/**
 * An audio context with its matching node constructor: native nodes and nodes of standardized-audio-context cannot be
 * mixed. Typed as native; wrapped objects have all members used here. Main thread.
 */
export class ContextHandle {
  constructor(
    readonly context: BaseAudioContext,
    readonly AudioWorkletNode: typeof globalThis.AudioWorkletNode,
    readonly owner: ContextOwner,
  ) {}

  /** Sample rate, Hz: that of the device or the host. Pinna never requests one. */
  get sampleRate(): number {
    return this.context.sampleRate;
  }

  /** Current time, seconds, on the clock of all captured positions. */
  get currentTime(): number {
    return this.context.currentTime;
  }

  /**
   * Resolves once the context runs. If the browser delays that until a user gesture, `onBlocked` is called once. Rejects
   * when aborted or when the context is closed.
   *
   * Until the signal aborts, restarts a context that the system interrupts (for instance by a phone call). `onRunning` is
   * called when the context stops and when it runs again.
   *
   * A host's context is only watched, never started: `run` then resolves at once.
   */
  async run(options: RunOptions): Promise<void> {
    const context = this.context as AudioContext;
    if (this.owner !== 'host') await runContext(context, options);
    let isRestarting = false;
    let wasRunning = true;
    const check = () => {
      const isRunning = context.state === 'running';
      if (isRunning !== wasRunning) options.onRunning?.((wasRunning = isRunning));
      if (isRunning || context.state === 'closed' || this.owner === 'host' || isRestarting) return;
      isRestarting = true;
      runContext(context, { signal: options.signal }).then(
        () => {
          isRestarting = false;
          check(); // some browsers fire no `statechange` event
        },
        () => undefined, // aborted or closed
      );
    };
    Scope.until(options.signal).listen(context, 'statechange', check);
    if (this.owner === 'host') check();
  }

  /** Closes a context that was created for one source. Leaves a host's context and the media elements' shared context open. */
  async close(): Promise<void> {
    if (this.owner !== 'own') return;
    await workletSettled(this.context);
    if (this.context.state === 'closed') return;
    await withTimeout(CLOSE_TIMEOUT, (this.context as AudioContext).close()).catch(() => undefined);
  }
}
