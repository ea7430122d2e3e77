import { css, html, type ReactiveControllerHost } from 'lit';
import type { Classification } from '../../recordings/classifier.js';
import { CanvasController } from '../drawing/canvas-controller.js';
import { ownStyle } from '../style/own-style.js';
import type { Strings } from '../words/strings.js';
import type { Words } from '../words/words.js';
import { RecordingPicture } from './recording-picture.js';
import type { RecordingWindow } from './recording-window.js';

/** Zoom factor of one key press or click. */
const ZOOM = 1.5;
/** Step of an arrow key, as a share of the visible part. */
const STEP = 0.25;

/** A small picture of the whole recording, in which the visible part is marked and moved; and the buttons that zoom. */
export class RecordingMap {
  readonly #host: ReactiveControllerHost & Element & { readonly renderRoot: HTMLElement | DocumentFragment };
  readonly #window: RecordingWindow;
  readonly #picture = new RecordingPicture();
  readonly #surface: CanvasController;
  #duration = 0;

  constructor(
    host: ReactiveControllerHost & Element & { readonly renderRoot: HTMLElement | DocumentFragment },
    window: RecordingWindow,
  ) {
    this.#host = host;
    this.#window = window;
    this.#surface = new CanvasController(
      host,
      () => this.#host.renderRoot.querySelector<HTMLCanvasElement>('.map canvas'),
      () => {
        this.invalidate();
        this.#host.requestUpdate();
      },
    );
  }

  /** Forces a redraw. */
  invalidate(): void {
    this.#picture.invalidate();
  }

  draw(of: Classification, onDark: boolean): void {
    this.#duration = of.duration;
    const whole = { from: 0, to: of.duration };
    if (this.#surface.target) this.#picture.draw(this.#surface.target, of, whole, { onDark, byBeat: false });
  }

  /** Renders the buttons. */
  tools(strings: Strings) {
    const { isWhole } = this.#window;
    const zoom = (factor: number, label: string, sign: string) =>
      html`<button part="button" class="sign" aria-label=${label} @click=${() => this.#window.zoom(factor)}>
        ${sign}
      </button>`;
    return html`<span class="zoom">
      ${zoom(1 / ZOOM, strings.zoomOut, '−')} ${zoom(ZOOM, strings.zoomIn, '+')}
      <button part="button" class=${isWhole ? 'none' : ''} @click=${() => this.#window.zoomOut()}>
        ${strings.file.wholeRecording}
      </button>
    </span>`;
  }

  /** Renders the picture. */
  render(words: Words) {
    const { from, to, span } = this.#window;
    const duration = Math.max(this.#duration, to);
    const share = (time: number) => `${(100 * time) / duration}%`;
    return html`<div
      class="map"
      part="map"
      role="slider"
      tabindex="0"
      aria-label=${words.strings.file.map}
      aria-valuemin="0"
      aria-valuemax=${Math.floor(duration)}
      aria-valuenow=${Math.floor(from)}
      aria-valuetext=${words.span(from, to)}
      @pointerdown=${this.#drag}
      @pointermove=${this.#drag}
      @keydown=${this.#key}
    >
      <canvas></canvas>
      <div class="lens" part="lens" ${ownStyle({ left: share(from), width: share(span) })}></div>
    </div>`;
  }

  /** Handles a zoom key. Returns whether it was one. @param at time that keeps its place, seconds */
  press(key: string, at: number): boolean {
    const factor = { '+': ZOOM, '=': ZOOM, '-': 1 / ZOOM }[key];
    if (factor === undefined) return false;
    this.#window.zoom(factor, Math.min(Math.max(at, this.#window.from), this.#window.to));
    return true;
  }

  readonly #drag = (event: PointerEvent): void => {
    if (event.buttons !== 1) return;
    const map = event.currentTarget as HTMLElement;
    if (event.type === 'pointerdown') map.setPointerCapture(event.pointerId);
    const { left, width } = map.getBoundingClientRect();
    this.#window.centre(((event.clientX - left) / width) * this.#duration);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { span } = this.#window;
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: -STEP * span,
      ArrowDown: -STEP * span,
      ArrowRight: STEP * span,
      ArrowUp: STEP * span,
      PageUp: span,
      PageDown: -span,
      Home: -Infinity,
      End: Infinity,
    };
    const seconds = moves[event.key];
    if (seconds !== undefined) this.#window.move(seconds);
    if (seconds !== undefined || this.press(event.key, this.#window.from + span / 2)) event.preventDefault();
  };
}

export const recordingMapStyles = css`
  .zoom {
    display: flex;
    gap: 0.615em;
  }
  .zoom .sign {
    min-inline-size: 2.75em;
    padding: 0;
  }
  .none {
    visibility: hidden;
  }
  .map {
    position: relative;
    direction: ltr;
    overflow: hidden;
    block-size: 3.385em;
    margin-block-end: 0.615em;
    margin-inline-start: var(--pinna-gutter, 8.615em);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    cursor: grab;
    touch-action: pan-y;
  }
  /* What lies outside the lens is dimmed. */
  .lens {
    position: absolute;
    inset-block: 0;
    min-inline-size: 0.615em;
    border: 2px solid var(--_text);
    border-radius: var(--_radius);
    box-shadow: 0 0 0 100vmax color-mix(in srgb, var(--_ground) 55%, transparent);
  }
  @container (max-width: 39.385em) {
    .map {
      margin-inline-start: var(--pinna-gutter, 5.538em);
    }
  }
`;
