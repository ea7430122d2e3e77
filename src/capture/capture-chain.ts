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

/** Options of `CaptureChain.open`. */
export interface CaptureChainOptions {
  readonly workletUrl: string;
  readonly transport: TransportKind | 'auto';
  /** Aborts opening. Afterwards it ends the automatic restart of an interrupted context. */
  readonly signal: AbortSignal;
  /** Called when opening waits for a user gesture. */
  readonly onBlocked: () => void;
  /** Called when the context stops or runs again. */
  readonly onRunning: (isRunning: boolean) => void;
  /** Called when the system mutes or unmutes the source. */
  readonly onMuted: (isMuted: boolean) => void;
}

/** Connects a source to a transport, through a context and a capture node. Main thread. */
export class CaptureChain {
  readonly #scope: Scope;
  readonly #context: ContextHandle;
  readonly #source: OpenedSource;
  readonly #capture: CaptureNode;
  #currentTransport: Transport;

  /** Offset from the context's clock to session time, seconds. Set it before `connect`. */
  sessionOffset = 0;
  /** Resolves when no more audio will come: with an error if the end was unexpected. Stays pending once closed. */
  readonly ended: Promise<PinnaError | undefined>;
  #closing: Promise<CaptureCounts | undefined> | undefined;

  /**
   * Opens the context, the source, the transport and the capture node.
   *
   * @throws PinnaError as `openContext`, `openSource`, `createTransport` and `CaptureNode.open`; the signal's reason.
   * Everything that was open has been closed.
   */
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
      // Live audio continues while the audio clock is stopped, and cannot be replayed.
      const isLive = source.kind === 'microphone' || source.kind === 'stream';
      const { workletUrl } = options;
      const capture = await CaptureNode.open(context, { workletUrl, transport: transport.worklet, isLive, signal });
      // Registered last, so it runs first: the callbacks are not called for the chain's own closing.
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

  /** Sample rate of the context, Hz. */
  get sampleRate(): number {
    return this.#context.sampleRate;
  }

  /** Current capture position, seconds on the session's clock. */
  get time(): number {
    return this.sessionOffset + this.#context.currentTime + this.#capture.skipped / this.sampleRate;
  }

  get transport(): Transport {
    return this.#currentTransport;
  }

  /** Connects the source to the capture node: audio flows from here on. */
  connect(): void {
    this.#source.connect(this.#capture.node);
  }

  /**
   * Replaces the transport, for another reader. Samples that nobody has read from the previous transport are lost.
   *
   * @returns the counts of the previous transport, or undefined if the audio thread does not answer
   */
  async replaceTransport(): Promise<CaptureCounts | undefined> {
    this.#currentTransport = createTransport(this.#currentTransport.kind, this.sampleRate);
    return this.#capture.replaceTransport(this.#currentTransport.worklet);
  }

  /**
   * Sends pending samples and frees everything. Every call returns the same promise. It resolves with the last transport's
   * counts, or with undefined if the audio thread does not answer.
   */
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
      if (owner === 'host') return; // `openNode` reports it
      const check = () => {
        if (context.state === 'closed' && !this.#closing) resolve(contextClosed());
      };
      this.#scope.listen(context, 'statechange', check);
    });
  }
}

const contextClosed = () =>
  new PinnaError(PinnaErrorCode.WorkletFailed, 'The browser closed the AudioContext. Start listening again.');
