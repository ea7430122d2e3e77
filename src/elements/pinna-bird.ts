import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { ListenerController } from './listener-controller';
import { ListenerView } from './listener-view';
import { PaintController } from './paint-controller';
import { strings } from './strings';
import { theme } from './theme';

/**
 * A light that is on while a bird is heard, its word and its score.
 *
 * @csspart light - The light; also `on` while a bird is heard.
 * @csspart word - `bird` or `no bird`.
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
    const heard = this.score !== undefined;
    return html`
      <span
        class="light fill ${this.sings ? 'on' : ''}"
        part="light ${this.sings ? 'on' : ''}"
        aria-hidden="true"
      ></span>
      <span class="word ${heard ? '' : 'muted'}" part="word"
        >${this.sings || !heard ? strings.bird : strings.noBird}</span
      >
      <span class="number">${heard ? strings.score(this.score!) : ''}</span>
    `;
  }

  #clear(): void {
    this.#open.clear();
    this.#latest = undefined;
    this.#paint.invalidate();
  }
}
