import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { abortable, withTimeout } from '../../lifetime/waiting.js';
import { CAPTURE_PROCESSOR, type FromProcessor, type ToProcessor } from './capture-messages.js';
import type { CaptureCounts } from '../transport/capture-ends.js';
import type { ContextHandle } from './context-handle.js';
import { loadWorklet } from './load-worklet.js';
import type { Transport } from '../transport/transport.js';

/** Options of `CaptureNode.open`. */
export interface CaptureNodeOptions {
  /** Absolute address of `capture.worklet.js`. */
  readonly workletUrl: string;
  readonly transport: Transport['worklet'];
  /**
   * Whether positions advance by wall-clock time while the audio clock is stopped. Use it for live sources, which cannot be
   * replayed. Default: false.
   */
  readonly isLive?: boolean;
  readonly signal: AbortSignal;
}

/** Time limit for the audio thread to confirm a close or a replaced transport, ms. A stopped context never answers. */
const ANSWER_TIMEOUT = 500;

/** Main-thread side of the processor in `worklets/`. It has one input and no output. */
export class CaptureNode {
  readonly #isLive: boolean;

  /** Resolves if the processor fails; otherwise stays pending. */
  readonly failed: Promise<PinnaError>;
  readonly #opened: Promise<void>;
  readonly #confirmed: Promise<CaptureCounts>;
  #onReplaced: ((counts: CaptureCounts) => void) | undefined;
  #skippedSamples = 0;
  #closing: Promise<CaptureCounts | undefined> | undefined;

  /**
   * Creates the node. Resolves when the processor is ready for the first sample: a source connected afterwards loses none.
   * If the context does not run, this may wait until it does.
   *
   * @throws PinnaError `worklet-failed`, or the signal's reason.
   */
  static async open(
    handle: ContextHandle,
    { workletUrl, transport, isLive = false, signal }: CaptureNodeOptions,
  ): Promise<CaptureNode> {
    await abortable(loadWorklet(handle.context, workletUrl), signal);
    const capture = new CaptureNode(createNode(handle), isLive);
    capture.#post({ type: 'open', transport: transport.end, isLive }, transport.transfer);
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
      else if (data.type === 'replaced') this.#onReplaced?.(data.counts);
      else onClosed(data.counts);
    };
  }

  /**
   * Number of samples by which positions are ahead of the context's clock. It grows when the clock stops while audio
   * continues.
   */
  get skipped(): number {
    return this.#skippedSamples;
  }

  /**
   * Continues with another transport, because the reader of the previous one is gone.
   *
   * @returns the counts of the previous transport, or undefined if the audio thread does not answer
   */
  replaceTransport(transport: Transport['worklet']): Promise<CaptureCounts | undefined> {
    const replaced = new Promise<CaptureCounts>((resolve) => (this.#onReplaced = resolve));
    this.#post({ type: 'open', transport: transport.end, isLive: this.#isLive }, transport.transfer);
    return this.#answerInTime(replaced);
  }

  /**
   * Sends pending samples and ends capturing. Resolves with the final counts once the audio thread has confirmed. If it
   * does not answer (closed or stopped context), resolves with undefined. May be called twice.
   */
  close(): Promise<CaptureCounts | undefined> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<CaptureCounts | undefined> {
    this.#post({ type: 'close' });
    const counts = await this.#answerInTime(this.#confirmed);
    this.node.onprocessorerror = null;
    this.node.port.onmessage = null;
    this.node.port.close();
    return counts;
  }

  #answerInTime(answer: Promise<CaptureCounts>): Promise<CaptureCounts | undefined> {
    const broken = this.failed.then(() => undefined);
    return withTimeout(ANSWER_TIMEOUT, Promise.race([answer, broken])).catch(() => undefined);
  }

  #post(message: ToProcessor, transfer: Transferable[] = []): void {
    this.node.port.postMessage(message, transfer);
  }
}

function createNode(handle: ContextHandle): AudioWorkletNode {
  try {
    return new handle.AudioWorkletNode(handle.context, CAPTURE_PROCESSOR, {
      numberOfInputs: 1,
      numberOfOutputs: 0,
      // Passes all channels on unmixed: the processor mixes them.
      channelCountMode: 'max',
      channelInterpretation: 'discrete',
    });
  } catch (cause) {
    throw new PinnaError(
      PinnaErrorCode.WorkletFailed,
      'The AudioWorkletNode for capturing could not be created. Check that the AudioContext is not closed and that the worklet ' +
        "address is that of Pinna's capture.worklet.js.",
      { cause },
    );
  }
}

const processorError = () =>
  new PinnaError(
    PinnaErrorCode.WorkletFailed,
    'The capture worklet failed. Start again. If it fails again, please report it with the browser and its version.',
  );
