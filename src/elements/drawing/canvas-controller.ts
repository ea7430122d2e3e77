import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { fitCanvas } from './fit-canvas.js';

/** The canvas of a live picture: one pixel for each of the screen's, and drawn at once when a new size has emptied it. */
export class CanvasController implements ReactiveController {
  readonly #find: () => HTMLCanvasElement;
  readonly #draw: (now: number) => void;
  #target: CanvasRenderingContext2D | null = null;
  #resizes: ResizeObserver | undefined;
  #width = 0;

  /**
   * @param find The canvas, asked for once, when the host has been rendered.
   * @param draw Also called out of sight: an emptied canvas is black, whatever the scheme.
   */
  constructor(host: ReactiveControllerHost, find: () => HTMLCanvasElement, draw: (now: number) => void) {
    this.#find = find;
    this.#draw = draw;
    host.addController(this);
  }

  /** What to draw on; null until the host has been rendered. */
  get target(): CanvasRenderingContext2D | null {
    return this.#target;
  }

  /** Of the canvas, CSS pixels: a display frame must not ask the page for it. */
  get width(): number {
    return this.#width;
  }

  hostConnected(): void {
    this.#resizes = new ResizeObserver(() => this.#resize());
    if (this.#target) this.#resizes.observe(this.#target.canvas);
  }

  hostUpdated(): void {
    if (this.#target) return;
    const canvas = this.#find();
    this.#target = canvas.getContext('2d', { alpha: false });
    this.#resizes?.observe(canvas);
  }

  hostDisconnected(): void {
    this.#resizes?.disconnect();
    this.#resizes = undefined;
  }

  #resize(): void {
    const { canvas } = this.#target!;
    this.#width = canvas.clientWidth;
    if (fitCanvas(canvas)) this.#draw(performance.now());
  }
}
