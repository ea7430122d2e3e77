import type { LitElement, ReactiveController } from 'lit';
import { windowOf } from '../presence/window-of.js';

/** Sizes all canvases of an element that have a `data-name` to the device pixels, and finds them by it. */
export class CanvasSet implements ReactiveController {
  readonly #host: LitElement;
  readonly #onResize: () => void;
  readonly #contexts = new Map<string, CanvasRenderingContext2D>();
  #resizes: ResizeObserver | undefined;

  /** @param onResize draws again, because a canvas was cleared */
  constructor(host: LitElement, onResize: () => void) {
    this.#host = host;
    this.#onResize = onResize;
    host.addController(this);
  }

  /** Returns the drawing context of a canvas; undefined if the host has not rendered it, or if it has no size yet. */
  get(name: string): CanvasRenderingContext2D | undefined {
    const context = this.#contexts.get(name);
    return context && context.canvas.width > 0 ? context : undefined;
  }

  hostConnected(): void {
    this.#resizes = new (windowOf(this.#host).ResizeObserver)((entries) => {
      const { devicePixelRatio } = windowOf(this.#host);
      for (const { target, contentRect } of entries) {
        const canvas = target as HTMLCanvasElement;
        canvas.width = Math.round(contentRect.width * devicePixelRatio);
        canvas.height = Math.round(contentRect.height * devicePixelRatio);
      }
      this.#onResize();
    });
    for (const { canvas } of this.#contexts.values()) this.#resizes.observe(canvas);
  }

  hostUpdated(): void {
    const present = new Set<string>();
    for (const canvas of this.#host.renderRoot.querySelectorAll<HTMLCanvasElement>('canvas[data-name]')) {
      const name = canvas.dataset.name!;
      present.add(name);
      const before = this.#contexts.get(name);
      if (before?.canvas === canvas) continue;
      if (before) this.#resizes?.unobserve(before.canvas);
      this.#contexts.set(name, canvas.getContext('2d', { alpha: false })!);
      this.#resizes?.observe(canvas);
    }
    for (const [name, { canvas }] of this.#contexts) {
      if (present.has(name)) continue;
      this.#resizes?.unobserve(canvas);
      this.#contexts.delete(name);
    }
  }

  hostDisconnected(): void {
    this.#resizes?.disconnect();
    this.#resizes = undefined;
  }
}
