/** Steps of the arrow keys and of the Page Up and Page Down keys, seconds. */
const STEP = 1;
const PAGE = 10;

/**
 * Returns the time to which a key moves a slider.
 *
 * @param key of the keyboard event
 * @returns seconds, within the sound; undefined for other keys
 */
export function seekTarget(key: string, time: number, duration: number): number | undefined {
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: time + STEP,
    ArrowUp: time + STEP,
    ArrowLeft: time - STEP,
    ArrowDown: time - STEP,
    PageUp: time + PAGE,
    PageDown: time - PAGE,
    Home: 0,
    End: duration,
  };
  const target = targets[key];
  return target === undefined ? undefined : Math.min(Math.max(target, 0), duration);
}

/** Controls and follows an audio element that may be rendered later or never. Times are seconds. Main thread. */
export class Playback {
  readonly #audio: () => HTMLAudioElement | null | undefined;
  readonly #onChange: () => void;
  #time = 0;
  #playing = false;

  /**
   * @param audio returns the audio element, if there is one
   * @param onChange called when the sound plays, pauses or moves
   */
  constructor(audio: () => HTMLAudioElement | null | undefined, onChange: () => void) {
    this.#audio = audio;
    this.#onChange = onChange;
  }

  /** Playback position, or the position at which playback will start. */
  get time(): number {
    const audio = this.#audio();
    return this.#playing && audio ? audio.currentTime : this.#time;
  }

  get playing(): boolean {
    return this.#playing;
  }

  /** Resets the position to the start, for another sound. */
  reset(): void {
    this.#time = 0;
    this.#playing = false;
  }

  seek(time: number, duration: number): void {
    this.#time = Math.min(Math.max(time, 0), duration);
    const audio = this.#audio();
    if (audio) audio.currentTime = this.#time;
    this.#onChange();
  }

  pause(): void {
    this.#audio()?.pause();
  }

  readonly toggle = (): void => {
    const audio = this.#audio();
    if (!audio) return;
    if (!audio.paused) audio.pause();
    // If the browser cannot play the sound, the position simply does not move.
    else void audio.play().catch(() => undefined);
  };

  /** Handles an event of the audio element. */
  readonly follow = (): void => {
    const audio = this.#audio();
    if (!audio) return;
    this.#playing = !audio.paused;
    this.#time = audio.currentTime;
    this.#onChange();
  };

  /** Handles a key: Space plays and pauses, the slider keys move the position. Returns whether the key was one of these. */
  press(key: string, duration: number): boolean {
    const target = seekTarget(key, this.time, duration);
    if (key === ' ') this.toggle();
    else if (target !== undefined) this.seek(target, duration);
    return key === ' ' || target !== undefined;
  }
}
