/** Plays the recording under the pointer or the focus, one at a time. Main thread. */
export class PointedSound {
  #audio: HTMLAudioElement | undefined;
  #url: string | undefined;
  #file: File | undefined;

  /** Plays a file from its start. Does nothing while it plays. */
  play(file: File): void {
    if (file === this.#file) return;
    this.stop();
    this.#file = file;
    this.#url = URL.createObjectURL(file);
    this.#audio ??= new Audio();
    this.#audio.src = this.#url;
    // Browsers play nothing before the first click or key. Then the mark is shown without its sound.
    void this.#audio.play().catch(() => undefined);
  }

  /** Stops. May be called at any time. */
  stop(): void {
    this.#audio?.pause();
    this.#audio?.removeAttribute('src');
    if (this.#url) URL.revokeObjectURL(this.#url);
    this.#url = this.#file = undefined;
  }
}
