import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { windowOf } from '../presence/window-of.js';

/** Visible time span, seconds, and number of lanes by minimum width, CSS pixels. A second thus keeps a readable width. */
const FITTING = [
  { from: 720, seconds: 20, lanes: 4 },
  { from: 480, seconds: 12, lanes: 4 },
  { from: 0, seconds: 8, lanes: 3 },
];

/** Visible time span of an element's picture: the requested one, otherwise one that fits its width. */
export class PictureLength implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #requested: () => number | undefined;
  readonly #measured: () => Element | null;
  #resizes: ResizeObserver | undefined;
  #width = Infinity;

  /**
   * @param requested returns the requested span, seconds; undefined to fit the width
   * @param measured returns the element to measure, as wide as the host. If the host's height depends on its width, return
   *   a part whose height does not.
   */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    requested: () => number | undefined,
    measured: () => Element | null = () => host,
  ) {
    this.#host = host;
    this.#requested = requested;
    this.#measured = measured;
    host.addController(this);
  }

  get seconds(): number {
    const seconds = this.#requested() ?? NaN;
    return seconds > 0 && seconds < Infinity ? seconds : this.#fitting.seconds;
  }

  /** Number of lanes for sounds other than birds and music. */
  get lanes(): number {
    return this.#fitting.lanes;
  }

  /** Width of the element, CSS pixels; Infinity until it is known. A change updates the element. */
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
    this.#resizes = new (windowOf(measured).ResizeObserver)(() => this.#fit(measured));
    this.#resizes.observe(measured);
  }

  #fit({ clientWidth }: Element): void {
    if (clientWidth === 0 || clientWidth === this.#width) return;
    this.#width = clientWidth;
    this.#host.requestUpdate();
  }
}
