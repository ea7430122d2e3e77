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
  /** Opening waits for the user to touch the page. */
  readonly onBlocked: () => void;
  /** Sound comes from this chain from now on, as soon as this returns. */
  readonly onChain: (chain: CaptureChain) => void;
  /** This chain has been closed; with its last transport's counts, if the audio thread answered. */
  readonly onRetired: (chain: CaptureChain, counts: CaptureCounts | undefined) => void;
  readonly onInterrupted: (part: 'capture' | 'context' | 'mute', cause: Interruption | undefined) => void;
  /** The sound came to its end (no error), or cannot go on. */
  readonly onEnded: (error: PinnaError | undefined) => void;
}

/** A chain that has been closed, if one was open, with its last transport's counts, if the audio thread answered. */
export interface ClosedChain {
  readonly chain?: CaptureChain;
  readonly counts?: CaptureCounts | undefined;
}

/** Keeps a session in sound: a microphone that has left is opened again, a new default one takes the old one's place. Main thread. */
export class CaptureSupervisor {
  readonly #options: CaptureSupervisorOptions;

  readonly #clock = new SessionClock();
  /** Absent while its device is. */
  #chain: CaptureChain | undefined;
  #lastChain: CaptureChain | undefined;
  #unfollow = () => {};
  #isClosing = false;

  constructor(options: CaptureSupervisorOptions) {
    this.#options = options;
  }

  /** Where the sound comes from; undefined while nothing is open. */
  get current(): CaptureChain | undefined {
    return this.#chain;
  }

  /** What the sound comes from, or came from last. Once `begin` has been called. */
  get last(): Pick<CaptureChain, 'info' | 'sampleRate' | 'transport'> {
    return this.#lastChain!;
  }

  /** @throws PinnaError as `openSource`; the signal's reason */
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

  /** @param chain the first */
  begin(chain: CaptureChain): void {
    this.#take(chain);
    const { source } = this.#options;
    if (source.kind !== 'microphone' || source.deviceId !== undefined) return;
    this.#unfollow = followDefaultInput(() => void this.#changeOver());
  }

  /** Called now and then, so that the session's clock runs on when the chain no longer does. */
  look(): void {
    if (this.#chain) this.#clock.follow(this.#chain.time, Date.now());
  }

  async close(): Promise<ClosedChain> {
    this.#isClosing = true;
    this.#unfollow();
    const chain = this.#chain;
    return chain ? { chain, counts: await chain.close() } : {};
  }

  #take(chain: CaptureChain): void {
    chain.origin = Math.max(0, this.#clock.at(Date.now()) - chain.time);
    this.#chain = this.#lastChain = chain;
    this.#options.onChain(chain);
    chain.connect();
    void chain.ended.then((error) => {
      if (!this.#isClosing && this.#chain === chain) void this.#lose(chain, error);
    });
  }

  /** Takes it unless the session has ended meanwhile. */
  async #takeLate(chain: CaptureChain): Promise<void> {
    if (this.#options.signal.aborted) await chain.close();
    else this.#take(chain);
  }

  /** The chain has come to its end: another one of the same microphone, when there is one. */
  async #lose(chain: CaptureChain, error: PinnaError | undefined): Promise<void> {
    const { source, signal, onEnded, onInterrupted } = this.#options;
    if (!error || source.kind !== 'microphone') {
      onEnded(error);
      return;
    }
    onInterrupted('capture', error.code === PinnaErrorCode.DeviceLost ? 'device-lost' : 'suspended');
    await this.#retire(chain);
    try {
      const next = await reopenMicrophone(
        source,
        chain.info,
        (same) => this.open(signal, same),
        (cause) => onInterrupted('capture', cause),
        signal,
      );
      await this.#takeLate(next);
    } catch (cause) {
      if (!signal.aborted) onEnded(cause as PinnaError);
    }
  }

  /** The system's default is another microphone now: it takes the place of the one before as soon as it is open. */
  async #changeOver(): Promise<void> {
    const before = this.#chain;
    const next = await this.open(this.#options.signal).catch(() => undefined);
    if (!next) return;
    if (!before || this.#chain !== before || isSameDevice(before, next)) {
      await next.close();
      return;
    }
    await this.#retire(before);
    await this.#takeLate(next);
  }

  async #retire(chain: CaptureChain): Promise<void> {
    this.#chain = undefined;
    this.#clock.follow(chain.time, Date.now());
    this.#options.onRetired(chain, await chain.close());
  }
}

/** The system's default may have come to be called differently and still be the same. */
function isSameDevice(a: CaptureChain, b: CaptureChain): boolean {
  const [one, other] = [a.info, b.info];
  return one.label === other.label && one.settings?.groupId === other.settings?.groupId;
}
