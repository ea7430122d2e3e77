import { Scope } from '../../lifetime/scope.js';
import { within } from '../../lifetime/waiting.js';
import { workletSettled } from './load-worklet.js';
import { runContext, type RunOptions } from './run-context.js';

/** How long a close is waited for, milliseconds: without a sound device it may never be answered. */
const CLOSING = 1000;

/** Who decides over a context's life: this package (`own`), or someone whose sound depends on it. */
export type ContextOwner = 'own' | 'elements' | 'host';

/**
 * An audio context with the node constructor that belongs to it: native nodes and those of standardized-audio-context
 * cannot be mixed. Typed as native; wrapped objects have all the members that are used here. Main thread.
 */
export class ContextHandle {
  constructor(
    readonly context: BaseAudioContext,
    readonly AudioWorkletNode: typeof globalThis.AudioWorkletNode,
    readonly owner: ContextOwner,
  ) {}

  /** Hz; the rate of the device or the host, never one that we asked for. */
  get sampleRate(): number {
    return this.context.sampleRate;
  }

  /** Seconds, the clock of all captured positions. */
  get currentTime(): number {
    return this.context.currentTime;
  }

  /**
   * Resolves once the context runs, which the browser may put off until the user touches the page: `onBlocked` then says
   * so, once. Rejects when aborted or closed. Until the signal aborts, a context that the system interrupts (a phone call)
   * is started again in the same way, and `onRunning` told of both. A host's context is left as it is, and only watched.
   */
  async run(options: RunOptions): Promise<void> {
    const context = this.context as AudioContext;
    if (this.owner !== 'host') await runContext(context, options);
    let isRestarting = false;
    let wasRunning = true;
    const follow = () => {
      const isRunning = context.state === 'running';
      if (isRunning !== wasRunning) options.onRunning?.((wasRunning = isRunning));
      if (isRunning || context.state === 'closed' || this.owner === 'host' || isRestarting) return;
      isRestarting = true;
      runContext(context, { signal: options.signal }).then(
        () => {
          isRestarting = false;
          follow(); // not every browser tells it by an event
        },
        () => undefined, // aborted or closed
      );
    };
    Scope.until(options.signal).listen(context, 'statechange', follow);
    if (this.owner === 'host') follow();
  }

  /** Closes a context that was made for one source. Never a host's, nor the one that media elements sound through. */
  async close(): Promise<void> {
    if (this.owner !== 'own') return;
    await workletSettled(this.context);
    if (this.context.state === 'closed') return;
    await within(CLOSING, (this.context as AudioContext).close()).catch(() => undefined);
  }
}
