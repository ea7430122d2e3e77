import { CAPTURE_PROCESSOR, type FromProcessor, type ToProcessor } from '../src/capture/context/capture-messages.js';
import type { CaptureCounts } from '../src/capture/transport/capture-ends.js';
import type { CaptureWriter } from '../src/capture/transport/capture-ends.js';
import { MonoMixer } from '../src/capture/context/mono-mixer.js';
import { openWriter } from '../src/capture/transport/open-writer.js';
import { StoppedClock } from '../src/capture/context/stopped-clock.js';

/**
 * Audio thread. Hands the mean of its input's channels to the transport that it is given, until it is told to close.
 *
 * It has no output: such a node is run by every browser without a connection to the destination, so nothing is added to
 * the graph that it listens to.
 */
class CaptureProcessor extends AudioWorkletProcessor {
  #writer: CaptureWriter | undefined;
  readonly #mixer = new MonoMixer();
  readonly #clock = new StoppedClock(sampleRate);
  #isLive = false;
  #closed = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<ToProcessor>) => {
      if (data.type === 'open') this.#open(data);
      else this.#close();
    };
  }

  /** Returns false, which lets the browser drop the node, once closed. */
  process(inputs: Float32Array[][]): boolean {
    if (this.#closed) return false;
    if (this.#isLive && this.#clock.look(currentFrame, Date.now())) {
      this.#tell({ type: 'skipped', samples: this.#clock.skipped });
    }
    // An input without a connection has no channels, or (older Chromium) a channel without samples.
    const channels = inputs[0];
    if (channels?.[0] && channels[0].length > 0) {
      this.#writer?.write(this.#mixer.mix(channels), currentFrame + this.#clock.skipped);
    } else this.#writer?.rest();
    return true;
  }

  #open({ transport, isLive }: ToProcessor & { type: 'open' }): void {
    const before = this.#writer;
    this.#writer = openWriter(transport);
    this.#isLive = isLive;
    if (before) this.#tell({ type: 'exchanged', counts: endOf(before) });
    else this.#tell({ type: 'opened' });
  }

  #close(): void {
    this.#closed = true;
    this.#tell({ type: 'closed', counts: this.#writer ? endOf(this.#writer) : { captured: 0, dropped: 0 } });
  }

  #tell(message: FromProcessor): void {
    this.port.postMessage(message);
  }
}

function endOf(writer: CaptureWriter): CaptureCounts {
  writer.close();
  return { captured: writer.captured, dropped: writer.dropped };
}

try {
  registerProcessor(CAPTURE_PROCESSOR, CaptureProcessor);
} catch {
  // A second copy of this script in the same context finds the name taken: the first one serves both.
}
