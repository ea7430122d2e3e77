import { PinnaError, PinnaErrorCode } from '../../errors.js';

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
  readonly #onRefused: (error: PinnaError) => void;
  #time = 0;
  #playing = false;
  /** Whether the sound was playing when the element was disconnected. */
  #resumes = false;

  /**
   * @param audio returns the audio element, if there is one
   * @param onChange called when the sound plays, pauses or moves
   * @param onRefused called if the browser cannot play the sound
   */
  constructor(
    audio: () => HTMLAudioElement | null | undefined,
    onChange: () => void,
    onRefused: (error: PinnaError) => void,
  ) {
    this.#audio = audio;
    this.#onChange = onChange;
    this.#onRefused = onRefused;
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
    this.#resumes = false;
  }

  seek(time: number, duration: number): void {
    this.#time = Math.min(Math.max(time, 0), duration);
    const audio = this.#audio();
    if (audio) audio.currentTime = this.#time;
    this.#onChange();
  }

  /** Prepares for a move of the element: the browser pauses the sound if the move takes longer than a task. */
  disconnect(): void {
    this.#resumes = this.#playing;
  }

  /** Continues the sound after a move. */
  reconnect(): void {
    if (this.#resumes && this.#audio()?.paused) this.toggle();
    this.#resumes = false;
  }

  /** Pauses the sound, since the element has left the page. */
  leave(): void {
    this.#resumes = false;
    this.#audio()?.pause();
  }

  /** Goes to the position in a newly loaded sound. */
  restore(): void {
    const audio = this.#audio();
    if (audio) audio.currentTime = this.#time;
  }

  readonly toggle = (): void => {
    const audio = this.#audio();
    if (!audio) return;
    if (!audio.paused) audio.pause();
    else void audio.play().catch((cause: unknown) => this.#refuse(cause));
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

  #refuse(cause: unknown): void {
    // A pause, or another sound, came before the start.
    if ((cause as Partial<DOMException>).name === 'AbortError') return;
    this.#onRefused(
      new PinnaError(
        PinnaErrorCode.BadAudio,
        'The browser cannot play this sound. If the page has a Content-Security-Policy, add blob: to media-src; otherwise ' +
          'convert the file to WAV, MP3 or FLAC.',
        { cause },
      ),
    );
  }
}
