import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What fits into a picture from a width on, CSS pixels: a second keeps a readable width. */
const FITTING = [
  { from: 720, seconds: 20, lanes: 4 },
  { from: 480, seconds: 12, lanes: 4 },
  { from: 0, seconds: 8, lanes: 3 },
];

/** How much time fills the picture of an element: what is asked for, else what its width has room for. */
export class PictureLength implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #asked: () => number | undefined;
  readonly #measured: () => Element | null;
  #resizes: ResizeObserver | undefined;
  #width = Infinity;

  /** @param measured What is as wide as the element; of one whose height depends on its width, a part whose own does not. */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    asked: () => number | undefined,
    measured: () => Element | null = () => host,
  ) {
    this.#host = host;
    this.#asked = asked;
    this.#measured = measured;
    host.addController(this);
  }

  get seconds(): number {
    return this.#asked() ?? this.#fitting.seconds;
  }

  /** Lanes for sounds other than birds and music. */
  get lanes(): number {
    return this.#fitting.lanes;
  }

  /** Of the element, CSS pixels; Infinity while it is not known. The element is updated when it changes. */
  get width(): number {
    return this.#width;
  }

  hostConnected(): void {
    this.#observe();
  }

  hostUpdated(): void {
    if (!this.#resizes && this.#host.isConnected) this.#observe();
  }

  hostDisconnected(): void {
    this.#resizes?.disconnect();
    this.#resizes = undefined;
  }

  get #fitting() {
    return FITTING.find(({ from }) => this.#width >= from)!;
  }

  #observe(): void {
    const measured = this.#measured();
    if (!measured) return;
    this.#resizes = new ResizeObserver(() => this.#fit(measured));
    this.#resizes.observe(measured);
  }

  #fit({ clientWidth }: Element): void {
    if (clientWidth === 0 || clientWidth === this.#width) return;
    this.#width = clientWidth;
    this.#host.requestUpdate();
  }
}
