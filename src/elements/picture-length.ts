import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Seconds that fill a picture from a width on, CSS pixels: a second keeps a readable width. */
const FITTING = [
  { from: 720, seconds: 20 },
  { from: 480, seconds: 12 },
  { from: 0, seconds: 8 },
];

/** How much time fills the picture of an element: what is asked for, else what its width has room for. */
export class PictureLength implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #asked: () => number | undefined;
  #resizes: ResizeObserver | undefined;
  #fitting = FITTING[0]!.seconds;

  constructor(host: ReactiveControllerHost & HTMLElement, asked: () => number | undefined) {
    this.#host = host;
    this.#asked = asked;
    host.addController(this);
  }

  get seconds(): number {
    return this.#asked() ?? this.#fitting;
  }

  hostConnected(): void {
    this.#resizes = new ResizeObserver(() => this.#fit());
    this.#resizes.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#resizes?.disconnect();
  }

  #fit(): void {
    const { clientWidth } = this.#host;
    const { seconds } = FITTING.find(({ from }) => clientWidth >= from)!;
    if (clientWidth === 0 || seconds === this.#fitting) return;
    this.#fitting = seconds;
    this.#host.requestUpdate();
  }
}
