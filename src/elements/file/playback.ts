import { seekTarget } from './seek-target.js';

/** Where an audio element stands that may not be there yet, or not at all. Times are seconds. Main thread. */
export class Playback {
  #time = 0;
  #playing = false;

  /** @param audio What plays. @param onChange It plays, pauses, or stands elsewhere. */
  constructor(
    private readonly audio: () => HTMLAudioElement | null | undefined,
    private readonly onChange: () => void,
  ) {}

  /** The moment that is heard, or would be. */
  get time(): number {
    const audio = this.audio();
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
    const audio = this.audio();
    if (audio) audio.currentTime = this.#time;
    this.onChange();
  }

  pause(): void {
    this.audio()?.pause();
  }

  readonly toggle = (): void => {
    const audio = this.audio();
    if (!audio) return;
    if (!audio.paused) audio.pause();
    // A browser that cannot play it says so by staying where it is.
    else void audio.play().catch(() => undefined);
  };

  /** The audio element has done something. */
  readonly follow = (): void => {
    const audio = this.audio();
    if (!audio) return;
    this.#playing = !audio.paused;
    this.#time = audio.currentTime;
    this.onChange();
  };

  /** Space plays and pauses; the keys of a slider move. Returns whether the key was one of them. */
  press(key: string, duration: number): boolean {
    const target = seekTarget(key, this.time, duration);
    if (key === ' ') this.toggle();
    else if (target !== undefined) this.seek(target, duration);
    return key === ' ' || target !== undefined;
  }
}
