import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { abortable, within } from '../../lifetime/waiting.js';
import { CAPTURE_PROCESSOR, type FromProcessor, type ToProcessor } from './capture-messages.js';
import type { CaptureCounts } from '../transport/capture-ends.js';
import type { ContextHandle } from './context-handle.js';
import { loadWorklet } from './load-worklet.js';
import type { Transport } from '../transport/transport.js';

export interface CaptureNodeOptions {
  /** Absolute address of `capture.worklet.js`. */
  readonly workletUrl: string;
  readonly transport: Transport['worklet'];
  /** Whether positions follow the wall clock where the audio clock stands still: for sound that nobody can repeat. */
  readonly isLive?: boolean;
  readonly signal: AbortSignal;
}

/** Milliseconds that the audio thread gets to confirm an end; a stopped context answers never. */
const CLOSING = 500;

/** The main thread's side of the processor in `worklets/`. It has one input and no output. */
export class CaptureNode {
  readonly #isLive: boolean;

  /** Resolves if the processor breaks down; stays pending otherwise. */
  readonly failed: Promise<PinnaError>;
  readonly #opened: Promise<void>;
  readonly #confirmed: Promise<CaptureCounts>;
  #onExchanged: ((counts: CaptureCounts) => void) | undefined;
  #skippedSamples = 0;
  #closing: Promise<CaptureCounts | undefined> | undefined;

  /**
   * Resolves when the processor is ready to take the first sample, so that a source connected after it loses none. In a
   * context that does not run this may take until it does.
   * @throws PinnaError `worklet-failed`, or the signal's reason.
   */
  static async open(
    handle: ContextHandle,
    { workletUrl, transport, isLive = false, signal }: CaptureNodeOptions,
  ): Promise<CaptureNode> {
    await abortable(loadWorklet(handle.context, workletUrl), signal);
    const capture = new CaptureNode(createNode(handle), isLive);
    capture.#tell({ type: 'open', transport: transport.end, isLive }, transport.transfer);
    try {
      const failed = capture.failed.then((error) => Promise.reject(error));
      await abortable(Promise.race([capture.#opened, failed]), signal);
      return capture;
    } catch (error) {
      void capture.close();
      throw error;
    }
  }

  private constructor(
    readonly node: AudioWorkletNode,
    isLive: boolean,
  ) {
    this.#isLive = isLive;
    this.failed = new Promise((resolve) => {
      node.onprocessorerror = () => resolve(processorError());
    });
    let onOpened: () => void;
    let onClosed: (counts: CaptureCounts) => void;
    this.#opened = new Promise((resolve) => (onOpened = resolve));
    this.#confirmed = new Promise((resolve) => (onClosed = resolve));
    node.port.onmessage = ({ data }: MessageEvent<FromProcessor>) => {
      if (data.type === 'opened') onOpened();
      else if (data.type === 'skipped') this.#skippedSamples = data.samples;
      else if (data.type === 'exchanged') this.#onExchanged?.(data.counts);
      else onClosed(data.counts);
    };
  }

  /** Samples by which positions are ahead of the context's clock, because it stood still while sound went by. */
  get skipped(): number {
    return this.#skippedSamples;
  }

  /**
   * Goes on with another transport: the reader of the one before is gone.
   * @returns the counts of the one before, or undefined when the audio thread does not answer
   */
  exchange(transport: Transport['worklet']): Promise<CaptureCounts | undefined> {
    const exchanged = new Promise<CaptureCounts>((resolve) => (this.#onExchanged = resolve));
    this.#tell({ type: 'open', transport: transport.end, isLive: this.#isLive }, transport.transfer);
    return this.#answered(exchanged);
  }

  /**
   * Sends what is pending and ends capturing. Resolves with the final counts once the audio thread has confirmed, or with
   * undefined when it does not answer (its context is closed or stopped). May be called twice.
   */
  close(): Promise<CaptureCounts | undefined> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<CaptureCounts | undefined> {
    this.#tell({ type: 'close' });
    const counts = await this.#answered(this.#confirmed);
    this.node.onprocessorerror = null;
    this.node.port.onmessage = null;
    this.node.port.close();
    return counts;
  }

  #answered(answer: Promise<CaptureCounts>): Promise<CaptureCounts | undefined> {
    const broken = this.failed.then(() => undefined);
    return within(CLOSING, Promise.race([answer, broken])).catch(() => undefined);
  }

  #tell(message: ToProcessor, transfer: Transferable[] = []): void {
    this.node.port.postMessage(message, transfer);
  }
}

function createNode(handle: ContextHandle): AudioWorkletNode {
  try {
    return new handle.AudioWorkletNode(handle.context, CAPTURE_PROCESSOR, {
      numberOfInputs: 1,
      numberOfOutputs: 0,
      // Every channel that there is, as it is: the processor mixes them.
      channelCountMode: 'max',
      channelInterpretation: 'discrete',
    });
  } catch (cause) {
    throw new PinnaError(
      PinnaErrorCode.WorkletFailed,
      'The capturing audio node could not be made. Check that the AudioContext is not closed and that the worklet ' +
        "address is that of Pinna's own capture.worklet.js.",
      { cause },
    );
  }
}

const processorError = () =>
  new PinnaError(
    PinnaErrorCode.WorkletFailed,
    'Capturing broke down on the audio thread. Start again; if it happens again, please report it with the browser and ' +
      'its version.',
  );
