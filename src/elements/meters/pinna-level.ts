import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { ListenerController } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { ownStyle } from '../style/own-style.js';
import { PaintController } from '../drawing/paint-controller.js';
import { theme } from '../style/theme.js';

/** Lowest level on the scale, dBFS. */
const QUIETEST = -60;
/** Time that the clipping indicator stays lit, ms. */
const CLIP_HOLD = 2000;

/**
 * Input level from −60 to 0 dBFS, and an indicator that lights up for two seconds when the input clips.
 *
 * @csspart scale - The scale.
 * @csspart clip - The clipping indicator; also named `on` while it is lit.
 */
export class PinnaLevel extends ListenerView {
  static override styles = [
    theme,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 0.5em;
        inline-size: 10em;
      }
      .scale {
        position: relative;
        flex: 1;
        block-size: 0.375em;
        overflow: hidden;
        border-radius: 0.188em;
        background: var(--_line);
      }
      .length {
        position: absolute;
        inset: 0;
        background: var(--_text);
        transform-origin: left;
        transition: transform 120ms ease-out;
      }
      .length:dir(rtl) {
        transform-origin: right;
      }
      .clip {
        min-inline-size: 2.462em;
        color: var(--_alert);
        visibility: hidden;
      }
      .clip.on {
        visibility: visible;
      }
      @media (forced-colors: active) {
        .scale {
          background: Canvas;
          outline: 1px solid CanvasText;
        }
      }
    `,
  ];

  @state() private level = -Infinity;
  @state() private clips = false;

  #latest = -Infinity;
  #clippedAt = -Infinity;

  readonly #paint = new PaintController(
    this,
    (now) => {
      this.level = this.#latest;
      this.clips = now - this.#clippedAt < CLIP_HOLD;
    },
    () => 200,
  );

  constructor() {
    super();
    new ListenerController(this, {
      status: ({ detail: { state, level, peak }, timeStamp }) => {
        const runs = state === 'running';
        this.#latest = runs ? level : -Infinity;
        if (!runs) this.#clippedAt = -Infinity;
        else if (peak >= 1) this.#clippedAt = timeStamp;
        this.#paint.invalidate();
      },
      replaced: () => this.#clear(),
      missed: () => this.#clear(),
    });
  }

  #clear(): void {
    this.#latest = -Infinity;
    this.#clippedAt = -Infinity;
    this.#paint.invalidate();
  }

  protected override render() {
    const { strings } = this.words;
    const share = Math.min(Math.max(1 - this.level / QUIETEST, 0), 1);
    return html`
      <span
        class="scale"
        part="scale"
        role="meter"
        aria-label=${strings.level}
        aria-valuemin=${QUIETEST}
        aria-valuemax="0"
        aria-valuenow=${Math.round(Math.max(this.level, QUIETEST))}
        aria-valuetext="${this.words.decibels(this.level)}${this.clips ? `. ${strings.clipping}` : ''}"
      >
        <span class="length fill" ${ownStyle({ transform: `scaleX(${share})` })}></span>
      </span>
      <span class="clip small ${this.clips ? 'on' : ''}" part="clip ${this.clips ? 'on' : ''}" aria-hidden="true">
        ${strings.clip}
      </span>
    `;
  }
}
