import { html } from 'lit';
import type { Strings } from '../words/strings.js';
import type { TimeWindow } from './time-window.js';

/** Zoom factor of one key press or click. */
const ZOOM = 1.5;
/** Distance from which a pointer movement is a drag, CSS pixels. */
const SLACK = 4;

/**
 * Moves and zooms a view. Dragging, the arrow keys, Page Up, Page Down, Home, End and Space move it; + and −, and Ctrl with
 * the wheel, zoom it.
 */
export class Scrubber {
  readonly #time: TimeWindow;
  readonly #seconds: () => number;
  readonly #width: () => number;

  #drag: { readonly x: number; readonly edge: number; moved: boolean } | undefined;

  /**
   * @param seconds returns the view's time span at a zoom of 1
   * @param width returns the view's width, CSS pixels
   */
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

  /** Switches between the live and the paused view. */
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

const PAUSE = 'M3 2h4v12H3zM9 2h4v12H9z';
const PLAY = 'M4 2l10 6-10 6z';

/** Renders the button that pauses a view, or returns it to live while it is paused. */
export function holdButton(strings: Strings, scrubber: Scrubber, held: boolean) {
  const word = held ? strings.backToLive : strings.hold;
  return html`<button
    class="hold ${held ? 'filled' : ''}"
    part="hold ${held ? 'live' : ''}"
    title=${word}
    @click=${() => scrubber.toggle()}
  >
    <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${held ? PLAY : PAUSE}></path></svg>
    <span class="visually-hidden">${word}</span>
  </button>`;
}

/** Renders the zoom buttons, and the button that returns a paused view to live. Its space is kept while the view is live. */
export function zoomTools(strings: Strings, scrubber: Scrubber, held: boolean) {
  const zoom = (factor: number, label: string, sign: string) =>
    html`<button part="button" class="sign" aria-label=${label} @click=${() => scrubber.zoom(factor)}>${sign}</button>`;
  return html`
    ${zoom(1 / ZOOM, strings.zoomOut, '−')} ${zoom(ZOOM, strings.zoomIn, '+')}
    <button part="button" class="filled ${held ? '' : 'none'}" @click=${() => scrubber.toggle()}>
      ${strings.backToLive}
    </button>
  `;
}
