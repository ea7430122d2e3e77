import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { ListenerController } from './listener-controller';
import { ListenerView } from './listener-view';
import { PaintController } from './paint-controller';
import { theme } from './theme';

/**
 * A light that is on while a bird is heard, its word and its score.
 *
 * @csspart light - The light; also `on` while a bird is heard.
 * @csspart word - `bird`, `perhaps a bird` or `no bird`.
 */
export class PinnaBird extends ListenerView {
  static override styles = [
    theme,
    css`
      :host {
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
      }
    `,
  ];

  @state() private score: number | undefined;
  @state() private sings = false;

  readonly #open = new Set<number>();
  #latest: number | undefined;

  readonly #paint = new PaintController(
    this,
    () => {
      this.score = this.#latest;
      this.sings = this.#open.size > 0;
    },
    () => 200,
  );

  constructor() {
    super();
    new ListenerController(this, {
      frames: ({ detail }) => {
        this.#latest = detail.smoothed.bird?.[0];
        this.#paint.invalidate();
      },
      detection: ({ detail: { phase, detection } }) => {
        if (detection.head !== 'bird') return;
        if (phase === 'start') this.#open.add(detection.id);
        else this.#open.delete(detection.id);
        this.#paint.invalidate();
      },
      statechange: ({ detail }) => detail !== 'running' && this.#clear(),
      changed: () => this.#clear(),
    });
  }

  protected override render() {
    return html`
      <span
        class="light fill ${this.sings ? 'on' : ''}"
        part="light ${this.sings ? 'on' : ''}"
        aria-hidden="true"
      ></span>
      <span class="word ${this.score === undefined ? 'muted' : ''}" part="word">${this.#word()}</span>
      <span class="number">${this.score === undefined ? '' : this.words.percent(this.score)}</span>
    `;
  }

  /** A bird is only claimed once the decisions have: before, and while nothing is heard, the score speaks for itself. */
  #word(): string {
    const { strings } = this.words;
    if (this.sings || this.score === undefined) return strings.bird;
    return this.score >= 0.5 ? strings.maybeBird : strings.noBird;
  }

  #clear(): void {
    this.#open.clear();
    this.#latest = undefined;
    this.#paint.invalidate();
  }
}
