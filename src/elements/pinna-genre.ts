import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import { ListenerController } from './listener-controller';
import { ListenerView } from './listener-view';
import { PaintController } from './paint-controller';
import { scoreBar, scoreBarStyles } from './score-bar';
import { theme } from './theme';

/** Shown, without scores, until a model has been loaded. */
const USUAL = ['blues', 'classical', 'country', 'disco', 'hiphop', 'jazz', 'metal', 'pop', 'reggae', 'rock'];

/**
 * One bar per music genre, each in its fixed place; grey while no music is heard.
 *
 * @csspart bar - The length of a genre's bar.
 */
export class PinnaGenre extends ListenerView {
  static override styles = [
    theme,
    scoreBarStyles,
    css`
      :host {
        display: block;
        --hue: var(--_genre);
        --name: 4rem;
        font-size: var(--_small);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
        columns: 10rem;
        column-gap: 1.5rem;
      }
      li {
        break-inside: avoid;
      }
      .quiet {
        --hue: var(--_muted);
        color: var(--_muted);
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
    changed: () => this.#clear(),
  });

  protected override render() {
    const head = this.#connection.listener?.model?.heads.find(({ name }) => name === 'genre');
    const names = head?.classes.map(({ name }) => name) ?? USUAL;
    const shown = this.music ? this.scores : undefined;
    return html`
      <ul class=${this.music ? '' : 'quiet'} aria-label=${this.words.strings.genreTitle}>
        ${names.map((name, at) => html`<li class="score">${scoreBar(this.words, name, shown?.[at])}</li>`)}
      </ul>
    `;
  }

  #clear(): void {
    this.#latest = undefined;
    this.#gate = false;
    this.#paint.invalidate();
  }
}
