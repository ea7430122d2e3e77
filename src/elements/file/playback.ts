/** Steps of the arrow keys and of the page keys, seconds. */
const STEP = 1;
const PAGE = 10;

/**
 * Where a key moves a slider along a sound.
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

/** Where an audio element stands that may not be there yet, or not at all. Times are seconds. Main thread. */
export class Playback {
  readonly #audio: () => HTMLAudioElement | null | undefined;
  readonly #onChange: () => void;
  #time = 0;
  #playing = false;

  /** @param audio What plays. @param onChange It plays, pauses, or stands elsewhere. */
  constructor(audio: () => HTMLAudioElement | null | undefined, onChange: () => void) {
    this.#audio = audio;
    this.#onChange = onChange;
  }

  /** The moment that is heard, or would be. */
  get time(): number {
    const audio = this.#audio();
    return this.#playing && audio ? audio.currentTime : this.#time;
  }

  get playing(): boolean {
    return this.#playing;
  }

  /** Another sound is to be played, from its beginning. */
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
    // A browser that cannot play it says so by staying where it is.
    else void audio.play().catch(() => undefined);
  };

  /** The audio element has done something. */
  readonly follow = (): void => {
    const audio = this.#audio();
    if (!audio) return;
    this.#playing = !audio.paused;
    this.#time = audio.currentTime;
    this.#onChange();
  };

  /** Space plays and pauses; the keys of a slider move. Returns whether the key was one of them. */
  press(key: string, duration: number): boolean {
    const target = seekTarget(key, this.time, duration);
    if (key === ' ') this.toggle();
    else if (target !== undefined) this.seek(target, duration);
    return key === ' ' || target !== undefined;
  }
}
