import { css, type ReactiveController, type ReactiveControllerHost } from 'lit';

/** Sizes the canvas of a picture to one pixel for each of the screen's, and draws at once when a new size has emptied it. */
export class CanvasController implements ReactiveController {
  readonly #find: () => HTMLCanvasElement | null | undefined;
  readonly #draw: (now: number) => void;
  #target: CanvasRenderingContext2D | null = null;
  #resizes: ResizeObserver | undefined;
  #width = 0;

  /**
   * @param find Returns the canvas, if the host has rendered one; called after each rendering.
   * @param draw Also called off the screen: an emptied canvas is black in every colour scheme.
   */
  constructor(
    host: ReactiveControllerHost,
    find: () => HTMLCanvasElement | null | undefined,
    draw: (now: number) => void,
  ) {
    this.#find = find;
    this.#draw = draw;
    host.addController(this);
  }

  /** What to draw on; null until the host has rendered a canvas. */
  get target(): CanvasRenderingContext2D | null {
    return this.#target;
  }

  /** Width of the canvas, CSS pixels. Reading it does not make the browser lay out the page. */
  get width(): number {
    return this.#width;
  }

  hostConnected(): void {
    this.#resizes = new ResizeObserver(() => this.#resize());
    if (this.#target) this.#resizes.observe(this.#target.canvas);
  }

  hostUpdated(): void {
    const canvas = this.#find() ?? null;
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

/** Gives a canvas one pixel for each of the screen's. Returns whether that changed its size, and so emptied it. */
function fit(canvas: HTMLCanvasElement): boolean {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((each) => Math.round(each * devicePixelRatio));
  if (width === canvas.width && height === canvas.height) return false;
  canvas.width = width!;
  canvas.height = height!;
  return true;
}

/** A picture's frame, and the canvas that fills it. */
export const canvasStyles = css`
  .frame {
    grid-area: 1 / 2;
    position: relative;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  canvas {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
`;
