import type { TimeWindow } from './time-window.js';

/** By this much a key zooms. */
const ZOOM = 1.5;
/** By so many pixels a pointer must have moved to mean a drag. */
const SLACK = 4;

/** Moves a view through time: drag, arrow keys, Page Up and Down, Home, End, Space; and zooms: + − and Ctrl with the wheel. */
export class Scrubber {
  readonly #time: TimeWindow;
  readonly #seconds: () => number;
  readonly #width: () => number;

  #drag: { readonly x: number; readonly edge: number; moved: boolean } | undefined;

  /** @param seconds The view's own. @param width Of the view, pixels. */
  constructor(time: TimeWindow, seconds: () => number, width: () => number) {
    this.#time = time;
    this.#seconds = seconds;
    this.#width = width;
  }

  get dragging(): boolean {
    return this.#drag?.moved ?? false;
  }

  zoom(factor: number): void {
    this.#time.view.zoomBy(factor, this.#seconds());
  }

  /** Between the present and a still picture. */
  toggle(): void {
    const { view } = this.#time;
    if (view.held === undefined) view.pause(this.#time.edge(performance.now()));
    else view.live();
  }

  move(seconds: number): void {
    this.#time.view.hold(this.#time.edge(performance.now()) + seconds, this.#time.range);
  }

  readonly key = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const { span } = this.#time;
    const actions: Record<string, () => void> = {
      ArrowLeft: () => this.move(-span / 20),
      ArrowDown: () => this.move(-span / 20),
      ArrowRight: () => this.move(span / 20),
      ArrowUp: () => this.move(span / 20),
      PageUp: () => this.move(span / 2),
      PageDown: () => this.move(-span / 2),
      Home: () => this.move(-Infinity),
      End: () => this.#time.view.live(),
      ' ': () => this.toggle(),
      '+': () => this.zoom(ZOOM),
      '=': () => this.zoom(ZOOM),
      '-': () => this.zoom(1 / ZOOM),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const edge = this.#time.edge(performance.now());
    if (Number.isFinite(edge)) this.#drag = { x: event.clientX, edge, moved: false };
  };

  readonly drag = (event: PointerEvent): void => {
    const drag = this.#drag;
    if (!drag) return;
    const pixels = event.clientX - drag.x;
    if (!drag.moved && Math.abs(pixels) < SLACK) return;
    if (!drag.moved) (event.currentTarget as Element).setPointerCapture(event.pointerId);
    drag.moved = true;
    this.#time.view.hold(drag.edge - (pixels / this.#width()) * this.#time.span, this.#time.range);
  };

  readonly up = (): void => {
    this.#drag = undefined;
  };

  readonly wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY / 200));
  };
}
