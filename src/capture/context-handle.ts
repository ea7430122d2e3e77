import { workletSettled } from './load-worklet';
import { runContext, type RunOptions } from './run-context';

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
   * is started again in the same way. A host's context is left as it is.
   */
  async run(options: RunOptions): Promise<void> {
    if (this.owner === 'host') return;
    const context = this.context as AudioContext;
    await runContext(context, options);
    let restarting = false;
    const restart = async () => {
      if (restarting || context.state === 'running' || context.state === 'closed') return;
      restarting = true;
      await runContext(context, options).catch(() => undefined);
      restarting = false;
    };
    context.addEventListener('statechange', () => void restart(), { signal: options.signal });
  }

  /** Closes a context that was made for one source. Never a host's, nor the one that media elements sound through. */
  async close(): Promise<void> {
    if (this.owner !== 'own') return;
    await workletSettled(this.context);
    if (this.context.state !== 'closed') await (this.context as AudioContext).close();
  }
}
