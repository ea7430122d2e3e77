/** Length of the fades at both ends, seconds; an abrupt start or end would click. */
const FADE = 0.01;

/** Plays one sound at a time in its own AudioContext. Main thread. */
export class SoundPlayer {
  readonly #onChange: () => void;

  #context: AudioContext | undefined;

  /** @param onChange called when playback starts or ends */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get playing(): boolean {
    return this.#context !== undefined;
  }

  /**
   * Plays a sound. Stops the previous one. Call it from a click.
   *
   * @param samples mono
   * @param sampleRate Hz
   */
  play(samples: Float32Array<ArrayBuffer>, sampleRate: number): void {
    this.stop();
    const context = new AudioContext();
    this.#context = context;
    const buffer = context.createBuffer(1, samples.length, sampleRate);
    buffer.copyToChannel(samples, 0);
    const gain = new GainNode(context, { gain: 0 });
    const [begin, end] = [context.currentTime, context.currentTime + buffer.duration];
    gain.gain.setValueAtTime(0, begin);
    gain.gain.linearRampToValueAtTime(1, begin + FADE);
    gain.gain.setValueAtTime(1, Math.max(begin + FADE, end - FADE));
    gain.gain.linearRampToValueAtTime(0, end);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.onended = () => {
      if (this.#context === context) this.stop();
    };
    source.connect(gain).connect(context.destination);
    source.start();
    this.#onChange();
  }

  stop(): void {
    if (!this.#context) return;
    void this.#context.close();
    this.#context = undefined;
    this.#onChange();
  }
}
