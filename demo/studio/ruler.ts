import { tickStep } from '../../src/elements/time/time-scale.js';
import type { Words } from '../../src/elements/words/words.js';

/** Smallest distance between two labels, CSS pixels. */
const LABEL_WIDTH = 72;

/** The time axis above the tracks. It is a slider, so that the keyboard can move the position too. */
export class Ruler {
  #drawn = '';
  readonly #slider: HTMLInputElement;
  readonly #ticks: HTMLElement;

  /** @param onSeek called with the position that the user chose, seconds */
  constructor(slider: HTMLInputElement, ticks: HTMLElement, onSeek: (position: number) => void) {
    this.#slider = slider;
    this.#ticks = ticks;
    slider.addEventListener('input', () => onSeek(slider.valueAsNumber));
  }

  /** @param length of the arrangement, seconds @param position of the playhead, seconds */
  draw(words: Words, length: number, position: number): void {
    const slider = this.#slider;
    slider.max = String(length);
    slider.value = String(position);
    slider.setAttribute('aria-valuetext', words.clock(position, 1));
    const width = this.#ticks.clientWidth;
    const key = [words.lang, length, width].join();
    if (key === this.#drawn || length === 0 || width === 0) return;
    this.#drawn = key;
    const step = tickStep(length, Math.max(1, width / LABEL_WIDTH));
    const ticks = Array.from({ length: Math.floor(length / step) + 1 }, (_, i) => i * step);
    this.#ticks.replaceChildren(
      ...ticks.map((time) => {
        const tick = Object.assign(document.createElement('span'), { textContent: words.clock(time) });
        tick.style.left = `${String((100 * time) / length)}%`;
        return tick;
      }),
    );
  }
}
