import { css, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { windowOf } from '../presence/window-of.js';

/** Sizes a canvas to the device pixels, and redraws it at once after a resize has cleared it. */
export class CanvasController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #findCanvas: () => HTMLCanvasElement | null | undefined;
  readonly #draw: (now: number) => void;
  #target: CanvasRenderingContext2D | null = null;
  #resizes: ResizeObserver | undefined;
  #width = 0;

  /**
   * @param find returns the canvas, if the host has rendered one; called after each rendering
   * @param draw also called while off the screen: a cleared canvas is black in every colour scheme
   */
  constructor(
    host: ReactiveControllerHost & Element,
    find: () => HTMLCanvasElement | null | undefined,
    draw: (now: number) => void,
  ) {
    this.#host = host;
    this.#findCanvas = find;
    this.#draw = draw;
    host.addController(this);
  }

  /** Drawing context of the canvas; null until the host has rendered one. */
  get target(): CanvasRenderingContext2D | null {
    return this.#target;
  }

  /** Width of the canvas, CSS pixels. Reading it causes no layout. */
  get width(): number {
    return this.#width;
  }

  hostConnected(): void {
    this.#resizes = new (windowOf(this.#host).ResizeObserver)(() => this.#resize());
    if (this.#target) this.#resizes.observe(this.#target.canvas);
  }

  hostUpdated(): void {
    const canvas = this.#findCanvas() ?? null;
    if (canvas === (this.#target?.canvas ?? null)) return;
    this.#resizes?.disconnect();
    this.#target = canvas && canvas.getContext('2d', { alpha: false });
    if (canvas) this.#resizes?.observe(canvas);
  }

  hostDisconnected(): void {
    this.#resizes?.disconnect();
    this.#resizes = undefined;
  }

  #resize(): void {
    if (!this.#target) return;
    const { canvas } = this.#target;
    this.#width = canvas.clientWidth;
    if (fit(canvas)) this.#draw(performance.now());
  }
}

/** Sets a canvas's size to its size in device pixels. Returns whether that changed the size and so cleared the canvas. */
function fit(canvas: HTMLCanvasElement): boolean {
  const { devicePixelRatio } = windowOf(canvas);
  const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((each) => Math.round(each * devicePixelRatio));
  if (width === canvas.width && height === canvas.height) return false;
  canvas.width = width!;
  canvas.height = height!;
  return true;
}

/** Styles of a picture's frame and of the canvas that fills it. */
export const canvasStyles = css`
  .frame {
    grid-area: 1 / 2;
    position: relative;
    overflow: hidden;
    border-radius: var(--_radius);
  }
  canvas {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
`;
