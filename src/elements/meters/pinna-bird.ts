import { LOG_MEL_64 } from '../../features/log-mel-parameters.js';
import { css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { historyPicture, historyStyles, ScoreHistory } from './score-history.js';
import { ListenerController } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { motionInterval, PaintController } from '../drawing/paint-controller.js';
import { theme } from '../style/theme.js';

/** Numbers change at most this often, milliseconds. */
const NUMBERS = 200;

/**
 * A calm light that is on while a bird is heard, its word and its score, and how the score has been lately: pale what was
 * heard, full where it was a bird.
 *
 * @csspart light - The light; also `on` while a bird is heard.
 * @csspart word - `bird`, `perhaps a bird` or `no bird`.
 * @csspart history - The picture of the last scores.
 * @cssproperty --pinna-history-height - Height of the picture of the last scores.
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
        gap: 0.75rem;
        min-block-size: 3rem;
      }
      .light {
        flex: none;
        inline-size: 2rem;
        block-size: 2rem;
        border: 2px solid var(--_muted);
        border-radius: 50%;
        transition:
          background-color 120ms ease-out,
          border-color 120ms ease-out;
      }
      .light.on {
        border-color: var(--_bird);
        background-color: var(--_bird);
      }
      .word {
        flex: 1;
        font-size: var(--_large);
        line-height: 1.2;
      }
    `,
  ];

  /** How far back the picture of the scores goes, seconds; 0 leaves it out. */
  @property({ type: Number }) history = 60;

  @state() private score: number | undefined;
  @state() private sings = false;

  #past = new ScoreHistory(this.history);
  #latest: number | undefined;

  readonly #paint = new PaintController(
    this,
    () => {
      this.score = this.#latest;
      this.sings = this.#past.isClaimed;
      this.requestUpdate();
    },
    () => Math.max(NUMBERS, motionInterval()),
  );

  readonly #connection = new ListenerController(this, {
    frames: ({ detail: { time, smoothed, frames } }) => {
      this.#latest = smoothed.bird?.[0];
      const hop = (this.#connection.listener?.model?.features ?? LOG_MEL_64).hopSeconds;
      if (this.#latest !== undefined) this.#past.add(time + frames * hop, this.#latest);
      this.#paint.invalidate();
    },
    detection: ({ detail: { detection } }) => {
      const { head, id, onset, offset } = detection;
      if (head !== 'bird') return;
      this.#past.claim(id, onset, offset);
      this.#paint.invalidate();
    },
    statechange: ({ detail }) => detail !== 'running' && this.#clear(),
    changed: () => this.#clear(),
  });

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('history')) this.#past = new ScoreHistory(this.history);
  }

  protected override render() {
    return html`
      <div class="now">
        <span
          class="light fill ${this.sings ? 'on' : ''}"
          part="light ${this.sings ? 'on' : ''}"
          aria-hidden="true"
        ></span>
        <span class="word ${this.score === undefined ? 'muted' : ''}" part="word">${this.#word()}</span>
        <span class="number">${this.score === undefined ? '' : this.words.percent(this.score)}</span>
      </div>
      ${this.history > 0 ? historyPicture(this.#past, this.#description()) : ''}
    `;
  }

  /** A bird is only claimed once the decisions have: before, and while nothing is heard, the score speaks for itself. */
  #word(): string {
    const { strings } = this.words;
    if (this.sings || this.score === undefined) return strings.bird;
    return this.score >= 0.5 ? strings.maybeBird : strings.noBird;
  }

  #description(): string {
    const { words } = this;
    const { birdHistory, birdHeard, birdNotHeard, spectrogramIdle } = words.strings;
    const { highest, claimed } = this.#past;
    const title = birdHistory(words.count(this.history));
    if (highest === undefined) return `${title}: ${spectrogramIdle}`;
    const seconds = Math.max(1, Math.round(claimed));
    return `${title}: ${claimed > 0 ? birdHeard(words.count(seconds)) : birdNotHeard}, ${words.strings.highest(words.percent(highest))}`;
  }

  #clear(): void {
    this.#past.clear();
    this.#latest = undefined;
    this.#paint.invalidate();
  }
}
