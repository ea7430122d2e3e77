import { css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ListenerController } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { ownStyle } from '../style/own-style.js';
import { isPointedAt, PaintController } from '../drawing/paint-controller.js';
import { detectionThresholds, nameWidth, scoreBar, scoreBarStyles, stackedScoreStyles } from './score-bar.js';
import { Strongest, type RankedScore } from './strongest.js';
import { theme } from '../style/theme.js';

/**
 * The sounds with the highest scores at the moment, highest first. The order changes at most once a second. It does not
 * change while the pointer or the focus is on the list.
 *
 * @csspart bar - The filled part of a sound's bar.
 * @csspart threshold - The mark at the score from which a sound is detected.
 */
export class PinnaEvents extends ListenerView {
  static override styles = [
    theme,
    scoreBarStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
        contain-intrinsic-inline-size: 20em;
        --hue: var(--_event);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .room {
        position: relative;
        min-block-size: calc(var(--count) * var(--_row));
      }
      .none {
        position: absolute;
        inset-block-start: 0;
      }
      @container (max-width: 17em) {
        ${stackedScoreStyles}
      }
    `,
  ];

  /** Maximum number of sounds shown. */
  @property({ type: Number }) count = 6;
  /** Minimum score shown, 0 to 1. */
  @property({ type: Number }) floor = 0.1;

  @state() private isAnalysing = false;
  @state() private ranked: readonly RankedScore[] = [];

  #strongest: Strongest | undefined;
  #latest: Float32Array | undefined;

  readonly #paint = new PaintController(
    this,
    (now) => this.#rank(now),
    () => 200,
  );

  readonly #connection = new ListenerController(this, {
    frames: ({ detail }) => {
      this.#latest = detail.smoothed.events;
      this.#paint.invalidate();
    },
    statechange: ({ detail }) => detail !== 'running' && this.#clear(),
    // It shows this moment alone.
    replaced: () => this.#clear(),
    missed: () => this.#clear(),
  });

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('count') || changed.has('floor')) this.#strongest = undefined;
  }

  protected override render() {
    const { words } = this;
    const { strings } = words;
    const head = this.#head;
    const names = head?.classes.map(({ name }) => name) ?? [];
    const thresholds = head ? detectionThresholds(head, this.#connection.listener?.thresholds ?? {}) : [];
    return html`
      <div class="room" ${ownStyle({ '--count': this.count, '--name': nameWidth(words, names) })}>
        ${this.isAnalysing && this.ranked.length === 0 ? html`<span class="none muted">${strings.nothingDetected}</span>` : ''}
        <ul aria-label=${strings.eventsTitle}>
          ${repeat(
            this.ranked,
            ({ name }) => name,
            ({ name, index, score }) => html`<li class="score">${scoreBar(words, name, score, thresholds[index])}</li>`,
          )}
        </ul>
      </div>
    `;
  }

  get #head() {
    return this.#connection.listener?.model?.heads.find(({ name }) => name === 'events');
  }

  #rank(now: number): void {
    const head = this.#head;
    this.isAnalysing = this.#latest !== undefined;
    this.#strongest ??= new Strongest(this.count, this.floor);
    this.ranked = head && this.#latest ? this.#strongest.rank(head.classes, this.#latest, now, isPointedAt(this)) : [];
  }

  #clear(): void {
    this.#strongest?.clear();
    this.#latest = undefined;
    this.#paint.invalidate();
  }
}
