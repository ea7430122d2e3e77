/** Script of the audio thread, which captures sound. A {@link Listener} loads it by the option `worklet`. */
import { CAPTURE_PROCESSOR, type FromProcessor, type ToProcessor } from '../src/capture/context/capture-messages.js';
import type { CaptureCounts } from '../src/capture/transport/capture-ends.js';
import type { CaptureWriter } from '../src/capture/transport/capture-ends.js';
import { MonoMixer } from '../src/capture/context/mono-mixer.js';
import { openWriter } from '../src/capture/transport/open-writer.js';
import { StoppedClock } from '../src/capture/context/stopped-clock.js';

/**
 * Averages the channels of its input and writes the result to the current transport, until the main thread closes it.
 * Audio thread.
 *
 * It has no output: every browser runs such a node without a connection to the destination. So capturing adds nothing to
 * the observed graph.
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

  /** Returns false once closed, which allows the browser to drop the node. */
  process(inputs: Float32Array[][]): boolean {
    if (this.#closed) return false;
    if (this.#isLive && this.#clock.update(currentFrame, Date.now())) {
      this.#post({ type: 'skipped', samples: this.#clock.skipped });
    }
    // An unconnected input has no channels, or (in older Chromium) a channel without samples.
    const channels = inputs[0];
    if (channels?.[0] && channels[0].length > 0) {
      this.#writer?.write(this.#mixer.mix(channels), currentFrame + this.#clock.skipped);
    } else this.#writer?.flush();
    return true;
  }

  #open({ transport, isLive }: ToProcessor & { type: 'open' }): void {
    const previous = this.#writer;
    this.#writer = openWriter(transport);
    this.#isLive = isLive;
    if (previous) this.#post({ type: 'replaced', counts: endOf(previous) });
    else this.#post({ type: 'opened' });
  }

  #close(): void {
    this.#closed = true;
    this.#post({ type: 'closed', counts: this.#writer ? endOf(this.#writer) : { captured: 0, dropped: 0 } });
  }

  #post(message: FromProcessor): void {
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
  // A second copy of this script in the same context cannot register the name again. The first copy serves both.
}
