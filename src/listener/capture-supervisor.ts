import { CaptureChain, type CaptureChainOptions } from '../capture/capture-chain.js';
import type { CaptureCounts } from '../capture/transport/capture-ends.js';
import { followDefaultInput } from '../capture/sources/devices.js';
import { reopenMicrophone } from '../capture/sources/reopen-microphone.js';
import type { Source } from '../capture/sources/source.js';
import { PinnaErrorCode, type PinnaError } from '../errors.js';
import type { Interruption } from '../capture/sources/interruption.js';
import { SessionClock } from './session-clock.js';

interface CaptureSupervisorOptions extends Pick<CaptureChainOptions, 'workletUrl' | 'transport' | 'signal'> {
  readonly source: Source;
  /** Called while opening waits for a user gesture on the page. */
  readonly onBlocked: () => void;
  /** Called when a new chain is open. Its samples flow once the callback has returned. */
  readonly onChain: (chain: CaptureChain) => void;
  /** Called when a chain has been closed. `counts` are those of its last transport, if the audio thread answered. */
  readonly onChainClosed: (chain: CaptureChain, counts: CaptureCounts | undefined) => void;
  readonly onInterrupted: (part: 'capture' | 'context' | 'mute', cause: Interruption | undefined) => void;
  /** Called when the sound has ended (no error) or capture cannot continue (error). */
  readonly onEnded: (error: PinnaError | undefined) => void;
}

/** The closed chain, if one was open, and the counts of its last transport, if the audio thread answered. */
export interface ClosedChain {
  readonly chain?: CaptureChain;
  readonly counts?: CaptureCounts | undefined;
}

/**
 * Keeps a session supplied with sound. Reopens a lost microphone, and switches to a new default microphone. Main thread.
 */
export class CaptureSupervisor {
  readonly #options: CaptureSupervisorOptions;

  readonly #clock = new SessionClock();
  /** Undefined while the device is missing. */
  #chain: CaptureChain | undefined;
  #lastChain: CaptureChain | undefined;
  #unfollow = () => {};
  #isClosing = false;

  constructor(options: CaptureSupervisorOptions) {
    this.#options = options;
  }

  /** The chain that delivers sound; undefined while none is open. */
  get current(): CaptureChain | undefined {
    return this.#chain;
  }

  /** The chain that delivers sound, or the last one that did. Available once `begin` has been called. */
  get last(): Pick<CaptureChain, 'info' | 'sampleRate' | 'transport'> {
    return this.#lastChain!;
  }

  /** Opens a chain. @throws PinnaError as `openSource`; the signal's reason */
  open(signal: AbortSignal, source = this.#options.source): Promise<CaptureChain> {
    const { workletUrl, transport, onBlocked, onInterrupted } = this.#options;
    return CaptureChain.open(source, {
      workletUrl,
      transport,
      signal,
      onBlocked: () => (this.#lastChain ? onInterrupted('context', 'suspended') : onBlocked()),
      onRunning: (isRunning) => onInterrupted('context', isRunning ? undefined : 'suspended'),
      onMuted: (isMuted) => onInterrupted('mute', isMuted ? 'muted' : undefined),
    });
  }

  /**
   * Starts the capture. If the source is the default microphone, follows changes of the default.
   * @param chain the first chain
   */
  begin(chain: CaptureChain): void {
    this.#use(chain);
    const { source } = this.#options;
    if (source.kind !== 'microphone' || source.deviceId !== undefined) return;
    this.#unfollow = followDefaultInput(() => void this.#switchToDefault());
  }

  /** Updates the session clock, which continues without the chain if the chain stops. Call it regularly. */
  poll(): void {
    if (this.#chain) this.#clock.follow(this.#chain.time, Date.now());
  }

  async close(): Promise<ClosedChain> {
    this.#isClosing = true;
    this.#unfollow();
    const chain = this.#chain;
    return chain ? { chain, counts: await chain.close() } : {};
  }

  #use(chain: CaptureChain): void {
    chain.sessionOffset = Math.max(0, this.#clock.at(Date.now()) - chain.time);
    this.#chain = this.#lastChain = chain;
    this.#options.onChain(chain);
    chain.connect();
    void chain.ended.then((error) => {
      if (!this.#isClosing && this.#chain === chain) void this.#recover(chain, error);
    });
  }

  /** Uses the chain, or closes it if the session has ended meanwhile. */
  async #useOrClose(chain: CaptureChain): Promise<void> {
    if (this.#options.signal.aborted) await chain.close();
    else this.#use(chain);
  }

  /**
   * Handles the end of a chain. If a microphone was lost, waits until it can be opened again; otherwise the session ends.
   */
  async #recover(chain: CaptureChain, error: PinnaError | undefined): Promise<void> {
    const { source, signal, onEnded, onInterrupted } = this.#options;
    if (!error || source.kind !== 'microphone') {
      onEnded(error);
      return;
    }
    onInterrupted('capture', error.code === PinnaErrorCode.DeviceLost ? 'device-lost' : 'suspended');
    await this.#closeChain(chain);
    try {
      const next = await reopenMicrophone(
        source,
        chain.info,
        (same) => this.open(signal, same),
        (cause) => onInterrupted('capture', cause),
        signal,
      );
      await this.#useOrClose(next);
    } catch (cause) {
      if (!signal.aborted) onEnded(cause as PinnaError);
    }
  }

  /** Switches to the new default microphone. Keeps the current one until the new one is open. */
  async #switchToDefault(): Promise<void> {
    const before = this.#chain;
    const next = await this.open(this.#options.signal).catch(() => undefined);
    if (!next) return;
    if (!before || this.#chain !== before || isSameDevice(before, next)) {
      await next.close();
      return;
    }
    await this.#closeChain(before);
    await this.#useOrClose(next);
  }

  async #closeChain(chain: CaptureChain): Promise<void> {
    this.#chain = undefined;
    this.#clock.follow(chain.time, Date.now());
    this.#options.onChainClosed(chain, await chain.close());
  }
}

/**
 * Whether two chains capture the same device, by label and group. The system may rename its default without changing the
 * device.
 */
function isSameDevice(a: CaptureChain, b: CaptureChain): boolean {
  const [one, other] = [a.info, b.info];
  return one.label === other.label && one.settings?.groupId === other.settings?.groupId;
}
