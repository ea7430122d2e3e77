import { css, html, svg } from 'lit';
import { state } from 'lit/decorators.js';
import { MFCC_COUNT } from '../../descriptors/descriptors.js';
import { timeout } from '../../lifetime/timers.js';
import { DescriptorMeans, descriptorRows } from './descriptor-rows.js';
import { ListenerController } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { ownStyle } from '../style/own-style.js';
import { motionInterval, PaintController } from '../drawing/paint-controller.js';
import { theme } from '../style/theme.js';

/** Minimum time between updates of the numbers, ms. */
const MIN_INTERVAL = 200;
/** Time that the beat indicator stays lit, ms. */
const BEAT = 120;
/** Magnitude of a cepstral coefficient that fills the plot, for all but the first coefficient. */
const FULL_SCALE = 120;

/**
 * Live audio descriptors: level, peak, zero crossings, centroid, bandwidth, roll-off, flatness, flux, onset strength, tempo
 * with a beat indicator, and twenty cepstral coefficients (MFCCs). Each number is the mean since the previous update; the
 * tempo is the newest. While the element is on the page, the listener computes descriptors.
 *
 * @csspart bar - The filled part of a descriptor's bar.
 * @csspart tempo - The tempo; also named `beat` at each beat, except with reduced motion.
 * @csspart mfcc - The plot of the cepstral coefficients.
 * @cssproperty --pinna-mfcc-height - Height of that plot.
 */
export class PinnaDescriptors extends ListenerView {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        font-size: var(--_small);
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(2em, 1fr) minmax(5.5em, max-content);
        align-items: center;
        gap: 0.25em 0.75em;
        margin: 0;
      }
      .row {
        display: contents;
      }
      dt {
        grid-column: 1;
      }
      dd {
        margin: 0;
      }
      .value {
        grid-column: 3;
        min-block-size: 1.5em;
        text-align: end;
      }
      .rail {
        display: block;
        overflow: hidden;
        block-size: 0.375em;
        border-radius: 0.188em;
        background: var(--_line);
      }
      .length {
        display: block;
        block-size: 100%;
        border-radius: inherit;
        background: var(--_text);
        transform-origin: left;
        transition: transform 120ms ease-out;
      }
      .length:dir(rtl) {
        transform-origin: right;
      }
      .mark {
        display: block;
        inline-size: 0.75em;
        block-size: 0.75em;
        border: 2px solid var(--_muted);
        border-radius: 50%;
        transition: background-color 120ms ease-out;
      }
      .beat .mark {
        background-color: var(--_muted);
      }
      svg {
        display: block;
        inline-size: 100%;
        block-size: var(--pinna-mfcc-height, 4em);
        margin-block-start: 0.5em;
        border-block: 1px solid var(--_line);
        color: var(--_muted);
      }
      rect {
        fill: currentcolor;
      }
      line {
        stroke: var(--_line);
        vector-effect: non-scaling-stroke;
      }
      @media (forced-colors: active) {
        .rail {
          background: Canvas;
          outline: 1px solid CanvasText;
        }
      }
    `,
  ];

  @state() private means: DescriptorMeans | undefined;
  @state() private tempo = 0;
  @state() private isBeat = false;

  #next = new DescriptorMeans();
  #tempo = 0;
  /** Cancels the timer that turns the beat indicator off. */
  #cancel = () => {};

  readonly #paint = new PaintController(
    this,
    () => {
      this.tempo = this.#tempo;
      if (this.#next.isEmpty) return;
      this.means = this.#next;
      this.#next = new DescriptorMeans();
    },
    () => Math.max(MIN_INTERVAL, motionInterval()),
  );

  constructor() {
    super();
    new ListenerController(
      this,
      {
        frames: ({ detail: { descriptors } }) => {
          if (!descriptors) return;
          this.#next.add(descriptors);
          this.#tempo = descriptors.tempo.at(-1) ?? 0;
          if (descriptors.beats.length > 0 && motionInterval() === 0) this.#beat();
          this.#paint.invalidate();
        },
        statechange: ({ detail }) => detail !== 'running' && this.#clear(),
        // It shows this moment alone.
        replaced: () => this.#clear(),
        missed: () => this.#clear(),
      },
      { descriptors: true },
    );
  }

  protected override render() {
    const { words, means, tempo } = this;
    const strings = words.strings.descriptors;
    const tempoText = tempo > 0 ? strings.tempo(words.number(tempo)) : means ? strings.noBeat : '';
    return html`
      <dl aria-label=${strings.title}>
        ${descriptorRows(words, means).map(
          ({ name, value, length }) => html`
            <div class="row">
              <dt>${name}</dt>
              <dd class="rail" aria-hidden="true">
                <span class="length fill" part="bar" ${ownStyle({ transform: `scaleX(${length})` })}></span>
              </dd>
              <dd class="number value">${value}</dd>
            </div>
          `,
        )}
        <div class="row ${this.isBeat ? 'beat' : ''}">
          <dt>${strings.name.tempo}</dt>
          <dd aria-hidden="true"><span class="mark fill"></span></dd>
          <dd class="number value" part="tempo ${this.isBeat ? 'beat' : ''}">${tempoText}</dd>
        </div>
      </dl>
      ${this.#coefficients()}
    `;
  }

  #coefficients() {
    const { words, means } = this;
    const { mfcc, mfccOf } = words.strings.descriptors;
    const values = Array.from({ length: MFCC_COUNT }, (_, at) => means?.of(at) ?? 0);
    const label = means ? mfccOf(words.list(values.map((value) => words.number(value)))) : mfcc;
    // The first coefficient is the level, many times larger than the others.
    const heights = values.map((value, at) => Math.max(-1, Math.min(1, value / (at === 0 ? 800 : FULL_SCALE))));
    return svg`<svg class="fill" part="mfcc" role="img" aria-label=${label} viewBox="0 0 ${MFCC_COUNT} 2" preserveAspectRatio="none">
      <line x1="0" x2=${MFCC_COUNT} y1="1" y2="1"></line>
      ${heights.map(
        (height, at) =>
          svg`<rect x=${at + 0.15} width="0.7" y=${Math.min(1, 1 - height)} height=${Math.abs(height)}></rect>`,
      )}
    </svg>`;
  }

  #beat(): void {
    this.isBeat = true;
    this.#cancel();
    this.#cancel = timeout(BEAT, () => (this.isBeat = false));
  }

  #clear(): void {
    this.#cancel();
    this.#next = new DescriptorMeans();
    this.means = undefined;
    this.isBeat = false;
    this.#tempo = 0;
    this.#paint.invalidate();
  }
}
