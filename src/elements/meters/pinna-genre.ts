import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { ListenerController } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { ownStyle } from '../style/own-style.js';
import { PaintController } from '../drawing/paint-controller.js';
import { detectionThresholds, nameWidth, scoreBar, scoreBarStyles, stackedScoreStyles } from './score-bar.js';
import { theme } from '../style/theme.js';

/** Genres shown, without scores, until a model has been loaded. */
const USUAL = ['blues', 'classical', 'country', 'disco', 'hiphop', 'jazz', 'metal', 'pop', 'reggae', 'rock'];

/**
 * Music indicator, and one bar per music genre in a fixed order. While no music is detected, the indicator says so, and the
 * bars are empty and dimmed.
 *
 * @csspart gate - `music` or `no music`; also named `on` while music is detected.
 * @csspart bar - The filled part of a genre's bar.
 * @csspart threshold - The mark at the score from which a genre is detected.
 */
export class PinnaGenre extends ListenerView {
  static override styles = [
    theme,
    scoreBarStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
        contain-intrinsic-inline-size: 24.615em;
        --hue: var(--_genre);
        font-size: var(--_small);
      }
      .gate {
        display: flex;
        align-items: center;
        gap: 0.5em;
        min-block-size: 2em;
        margin: 0;
        font-size: max(1.231em, 12px);
      }
      .mark {
        flex: none;
        inline-size: 0.75em;
        block-size: 0.75em;
        background-color: var(--_line);
        transition: background-color 120ms ease-out;
      }
      .on .mark {
        background-color: var(--hue);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
        columns: 12.308em;
        column-gap: 1.846em;
      }
      li {
        break-inside: avoid;
      }
      .quiet {
        color: var(--_muted);
      }
      .rail {
        transition: opacity 120ms ease-out;
      }
      .quiet .rail {
        opacity: 0.5;
      }
      @container (max-width: 12.308em) {
        ${stackedScoreStyles}
      }
    `,
  ];

  @state() private scores: Float32Array | undefined;
  @state() private music = false;

  #latest: Float32Array | undefined;
  #gate = false;

  readonly #paint = new PaintController(
    this,
    () => {
      this.scores = this.#latest;
      this.music = this.#gate;
    },
    () => 200,
  );

  readonly #connection = new ListenerController(this, {
    frames: ({ detail }) => {
      this.#latest = detail.smoothed.genre;
      this.#gate = detail.gates.genre ?? true;
      this.#paint.invalidate();
    },
    statechange: ({ detail }) => detail !== 'running' && this.#clear(),
    // It shows this moment alone.
    replaced: () => this.#clear(),
    missed: () => this.#clear(),
  });

  protected override render() {
    const { words, music } = this;
    const { strings } = words;
    const head = this.#connection.listener?.model?.heads.find(({ name }) => name === 'genre');
    const names = head?.classes.map(({ name }) => name) ?? USUAL;
    const shown = music ? this.scores : undefined;
    const thresholds = head ? detectionThresholds(head, this.#connection.listener?.thresholds ?? {}) : [];
    const gate = music ? strings.music : this.scores && strings.noMusic;
    return html`
      <p class="gate ${music ? 'on' : 'quiet'}" part="gate ${music ? 'on' : ''}">
        <span class="mark fill" aria-hidden="true"></span>${gate ?? strings.music}
      </p>
      <ul
        class="room ${music ? '' : 'quiet'}"
        aria-label=${strings.genreTitle}
        ${ownStyle({ '--name': nameWidth(words, names) })}
      >
        ${names.map((name, at) => html`<li class="score">${scoreBar(words, name, shown?.[at], thresholds[at])}</li>`)}
      </ul>
    `;
  }

  #clear(): void {
    this.#latest = undefined;
    this.#gate = false;
    this.#paint.invalidate();
  }
}
