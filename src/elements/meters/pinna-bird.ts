import { HOP_SECONDS } from '../../features/log-mel-parameters.js';
import { css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { historyPicture, historyStyles, ScoreHistory } from './score-history.js';
import { ListenerController } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { motionInterval, PaintController } from '../drawing/paint-controller.js';
import { theme } from '../style/theme.js';

/** Minimum time between updates of the numbers, ms. */
const MIN_INTERVAL = 200;
/** Time for which the light stays on after a bird, ms. */
const LIGHT_HOLD = 2000;

/**
 * Indicator light that is on while a bird is detected and two seconds longer, with a label, the score, and a plot of the recent scores. The plot
 * is pale, and solid where a bird was detected.
 *
 * @csspart light - The light; also named `on` while a bird is detected.
 * @csspart word - `bird`, `perhaps a bird` or `no bird`.
 * @csspart history - The plot of recent scores.
 * @cssproperty --pinna-history-height - Height of the plot of recent scores.
 */
export class PinnaBird extends ListenerView {
  static override styles = [
    theme,
    historyStyles,
    css`
      :host {
        display: block;
      }
      .now {
        display: flex;
        align-items: center;
        gap: 0.75em;
        min-block-size: 3em;
      }
      .light {
        flex: none;
        inline-size: 2em;
        block-size: 2em;
        border-radius: 50%;
        background-color: var(--_line);
        transition: background-color 120ms ease-out;
      }
      .light.on {
        background-color: var(--_bird);
      }
      .word {
        flex: 1;
        font-size: var(--_large);
        line-height: 1.2;
      }
    `,
  ];

  /** Length of the plot of recent scores, seconds; 0 hides it. */
  @property({ type: Number }) history = 60;

  @state() private score: number | undefined;
  @state() private isLit = false;

  #pastScores = new ScoreHistory(this.history);
  #latest: number | undefined;
  /** Time at which the light goes out, ms; −Infinity while it is off. */
  #litUntil = -Infinity;

  readonly #paint = new PaintController(
    this,
    (now) => {
      this.score = this.#latest;
      if (this.#pastScores.isDetected) this.#litUntil = now + LIGHT_HOLD;
      this.isLit = now < this.#litUntil;
      this.requestUpdate();
      // While a bird is detected, its frames and its end ask for the next paint.
      if (this.isLit && !this.#pastScores.isDetected) this.#paint.invalidate();
    },
    () => Math.max(MIN_INTERVAL, motionInterval()),
  );

  readonly #connection = new ListenerController(this, {
    frames: ({ detail: { time, smoothed, frames } }) => {
      this.#latest = smoothed.bird?.[0];
      const rowSeconds = this.#connection.listener?.model?.rowSeconds ?? HOP_SECONDS;
      if (this.#latest !== undefined) this.#pastScores.add(time + frames * rowSeconds, this.#latest);
      this.#paint.invalidate();
    },
    detection: ({ detail: { detection } }) => {
      const { head, id, onset, offset } = detection;
      if (head !== 'bird') return;
      this.#pastScores.setDetection(id, onset, offset);
      this.#paint.invalidate();
    },
    statechange: ({ detail }) => detail !== 'running' && this.#clear(),
    replaced: () => this.#clear(),
    missed: ({ state }) => {
      if (state !== 'running') this.#clear();
      else this.#pastScores.endLasting();
    },
  });

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('history')) this.#pastScores = new ScoreHistory(this.history);
  }

  protected override render() {
    return html`
      <div class="now">
        <span
          class="light fill ${this.isLit ? 'on' : ''}"
          part="light ${this.isLit ? 'on' : ''}"
          aria-hidden="true"
        ></span>
        <span class="word ${this.score === undefined ? 'muted' : ''}" part="word">${this.#label()}</span>
        <span class="number">${this.score === undefined ? '' : this.words.percent(this.score)}</span>
      </div>
      ${this.history > 0 ? historyPicture(this.#pastScores, this.#description()) : ''}
    `;
  }

  /** Returns the label. While the light is on, and while there is no score, it is `bird`; otherwise it depends on the score. */
  #label(): string {
    const { strings } = this.words;
    if (this.isLit || this.score === undefined) return strings.bird;
    return this.score >= 0.5 ? strings.maybeBird : strings.noBird;
  }

  #description(): string {
    const { words } = this;
    const { birdHistory, birdDetected, birdNotDetected, spectrogramIdle } = words.strings;
    const { highest, detectedSeconds } = this.#pastScores;
    const title = birdHistory(words.count(this.history));
    if (highest === undefined) return `${title}: ${spectrogramIdle}`;
    const seconds = Math.max(1, Math.round(detectedSeconds));
    return `${title}: ${detectedSeconds > 0 ? birdDetected(words.count(seconds)) : birdNotDetected}, ${words.strings.highest(words.percent(highest))}`;
  }

  #clear(): void {
    this.#pastScores.clear();
    this.#latest = undefined;
    this.#litUntil = -Infinity;
    this.#paint.invalidate();
  }
}
