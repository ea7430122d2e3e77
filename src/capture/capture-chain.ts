import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { InputInfo, OpenedSource, Source } from './sources/source.js';
import { Scope } from '../lifetime/scope.js';
import { CaptureNode } from './context/capture-node.js';
import type { CaptureCounts } from './transport/capture-ends.js';
import type { ContextHandle } from './context/context-handle.js';
import { createTransport } from './transport/create-transport.js';
import { openContext } from './sources/open-context.js';
import { openSource } from './sources/open-source.js';
import type { Transport, TransportKind } from './transport/transport.js';

export interface CaptureChainOptions {
  readonly workletUrl: string;
  readonly transport: TransportKind | 'auto';
  /** Ends opening, and later the care for a context that is interrupted. */
  readonly signal: AbortSignal;
  /** Opening waits for the user to touch the page. */
  readonly onBlocked: () => void;
  /** The context stands still, or runs again. */
  readonly onRunning: (isRunning: boolean) => void;
  /** The system mutes the source, or no longer does. */
  readonly onMuted: (isMuted: boolean) => void;
}

/** From a source to the worker's end of a transport: context, source, capturing node. Main thread. */
export class CaptureChain {
  readonly #scope: Scope;
  readonly #context: ContextHandle;
  readonly #source: OpenedSource;
  readonly #capture: CaptureNode;
  #currentTransport: Transport;

  /** Seconds to add to the context's clock for the session's; set before `connect`. */
  origin = 0;
  /** Resolves when nothing more will come: with an error if that was not to be expected. Pending once closed. */
  readonly ended: Promise<PinnaError | undefined>;
  #closing: Promise<CaptureCounts | undefined> | undefined;

  /** @throws PinnaError as `openSource`; the signal's reason. Whatever was open by then has been closed. */
  static async open(source: Source, options: CaptureChainOptions): Promise<CaptureChain> {
    const scope = new Scope();
    const watching = new AbortController();
    const signal = AbortSignal.any([options.signal, watching.signal]);
    try {
      const context = await openContext(source);
      scope.add(() => context.close());
      const opened = await openSource(context, source, signal, options.onMuted);
      scope.add(() => opened.release());
      await context.run({ signal, onBlocked: options.onBlocked, onRunning: options.onRunning });
      const transport = createTransport(options.transport, context.sampleRate);
      // Sound that nobody can play again goes by while the audio clock stands still.
      const isLive = source.kind === 'microphone' || source.kind === 'stream';
      const { workletUrl } = options;
      const capture = await CaptureNode.open(context, { workletUrl, transport: transport.worklet, isLive, signal });
      // First of all, so that its own end tells nobody anything.
      scope.add(() => watching.abort());
      return new CaptureChain(scope, context, opened, capture, transport);
    } catch (error) {
      watching.abort();
      await scope.close();
      throw error;
    }
  }

  private constructor(
    scope: Scope,
    context: ContextHandle,
    source: OpenedSource,
    capture: CaptureNode,
    currentTransport: Transport,
  ) {
    this.#scope = scope;
    this.#context = context;
    this.#source = source;
    this.#capture = capture;
    this.#currentTransport = currentTransport;
    this.ended = Promise.race([source.ended, capture.failed, this.#closedByOthers()]);
  }

  get info(): InputInfo {
    return this.#source.info;
  }

  /** Hz. */
  get sampleRate(): number {
    return this.#context.sampleRate;
  }

  /** How far sound has come, seconds on the session's clock. */
  get time(): number {
    return this.origin + this.#context.currentTime + this.#capture.skipped / this.sampleRate;
  }

  get transport(): Transport {
    return this.#currentTransport;
  }

  /** Sound flows from here on. */
  connect(): void {
    this.#source.connect(this.#capture.node);
  }

  /** Another transport, for another reader; the samples of the one before that nobody has read are lost. */
  async renewTransport(): Promise<CaptureCounts | undefined> {
    this.#currentTransport = createTransport(this.#currentTransport.kind, this.sampleRate);
    return this.#capture.exchange(this.#currentTransport.worklet);
  }

  /** Sends what is pending and frees everything. Resolves with the last transport's counts, if the audio thread answers. */
  close(): Promise<CaptureCounts | undefined> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<CaptureCounts | undefined> {
    this.#source.release();
    const counts = await this.#capture.close();
    await this.#scope.close();
    return counts;
  }

  #closedByOthers(): Promise<PinnaError | undefined> {
    const { context, owner } = this.#context;
    return new Promise((resolve) => {
      if (owner === 'host') return; // its source says so
      const look = () => {
        if (context.state === 'closed' && !this.#closing) resolve(contextClosed());
      };
      this.#scope.listen(context, 'statechange', look);
    });
  }
}

const contextClosed = () =>
  new PinnaError(PinnaErrorCode.WorkletFailed, 'The browser closed the audio that Pinna listened with. Start again.');
