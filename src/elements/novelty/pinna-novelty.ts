import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { BANDS, HOP_SECONDS } from '../../features/log-mel-parameters.js';
import { MOMENT_SECONDS, type ScoredMoment } from '../../novelty/moment.js';
import { NewestFrames } from '../../novelty/newest-frames.js';
import { CanvasController, canvasStyles } from '../drawing/canvas-controller.js';
import { COLOR_MAPS, type ColorMapName } from '../drawing/color-map.js';
import { motionInterval, PaintController } from '../drawing/paint-controller.js';
import { elementEvent, type Novelty } from '../listener/element-events.js';
import { ListenerController, type ListenerEvents } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { Saver } from '../saving/saver.js';
import { ownStyle } from '../style/own-style.js';
import { fieldStyles, theme } from '../style/theme.js';
import { PictureLength } from '../time/picture-length.js';
import { TimeWindow } from '../time/time-window.js';
import { noveltyStrings } from '../words/novelty/novelty-words.js';
import { HeardPlace, type NoveltyMethod } from './heard-place.js';
import { noveltyLines } from './novelty-lines.js';
import { noveltyStyles } from './novelty-styles.js';
import { PicturePair, type Mark } from './picture-pair.js';

/** Time without new moments after which a new sound is another one, seconds. */
const APART = 2;
/** Time for which the answer stays, ms. */
const HOLD = 2000;
/** Most new sounds in the list. */
const MOST_LISTED = 50;
/** Steps without an embedding after which the model counts as one that gives none. */
const WITHOUT_EMBEDDING = 100;
/** Time between updates of the texts, ms. */
const REFRESH_INTERVAL = 250;
/** Duration of the frames that are kept for events, seconds. */
const KEPT = 5;

/**
 * Reports sounds that are new in this place. It compares each half second of sound with all earlier ones, and
 * shows under the real spectrogram what it expected. A score is the share of the moments here that were less unusual; in the first minute
 * of sound there is none. Silence does not count.
 *
 * By `sound`, it compares embeddings of the network. By `picture`, it compares pictures: an auto-encoder finds the most similar picture
 * of this place and draws that. The first finds new sounds much better (`docs/novelty.md`).
 *
 * @csspart now - The answer.
 * @csspart score - The scale of the score.
 * @csspart heard - The real picture.
 * @csspart expected - The expected picture.
 * @csspart method - The choice of the method.
 * @csspart list - The list of new sounds.
 * @csspart save - The button that saves the list.
 * @csspart forget - The button that forgets this place. It asks first.
 * @event {CustomEvent<Novelty>} pinna-novelty - A sound has begun that was never heard here.
 * @cssproperty --pinna-novelty-height - Height of each picture.
 */
export class PinnaNovelty extends ListenerView {
  static override readonly choices = { ...ListenerView.choices, 'color-map': COLOR_MAPS, by: ['sound', 'picture'] };
  static override styles = [theme, fieldStyles, canvasStyles, noveltyStyles];

  /** Visible time span, seconds. Default: 20, or 12 below 720 px of width and 8 below 480 px. */
  @property({ type: Number }) seconds?: number | undefined;
  /** Colour map, as for `<pinna-spectrogram>`. */
  @property({ attribute: 'color-map' }) colorMap: ColorMapName = 'auto';
  /** What is compared: `sound` (the default) or `picture`. */
  @property() by: NoveltyMethod = 'sound';
  /** Name of the place. Its memories are stored on this device under it. Default: they last until the page is closed. */
  @property() remember?: string | undefined;
  /** Address of the folder of the auto-encoder. Default: beside the package's script. */
  @property() expectation?: string | undefined;

  @state() private latest: ScoredMoment | undefined;
  @state() private found: readonly Novelty[] = [];
  @state() private isAsking = false;
  @state() private hasNoEmbedding = false;
  @query('#heard') private heard!: HTMLCanvasElement;
  @query('#expected') private expected!: HTMLCanvasElement;

  readonly #place = new HeardPlace({
    name: () => this.remember || undefined,
    folder: () => this.expectation || undefined,
    onChange: () => this.requestUpdate(),
  });
  readonly #saver = new Saver(this);
  readonly #length = new PictureLength(
    this,
    () => this.seconds,
    () => this.heard,
  );
  readonly #time = new TimeWindow(
    () => this.#length.seconds,
    () => this.requestUpdate(),
  );
  readonly #pictures = new PicturePair(this, () => this.colorMap);
  readonly #real = new NewestFrames(KEPT);
  readonly #made = new NewestFrames(KEPT);
  #marks: Mark[] = [];
  /** New moments whose expected picture is not known yet. */
  #waiting: ScoredMoment[] = [];
  #newest: ScoredMoment | undefined;
  #newUntil = -Infinity;
  /** When the answer last was that something is new, ms. */
  #saidNew = -Infinity;
  #withoutEmbedding = 0;
  #refreshedAt = -Infinity;

  readonly #heardSurface = new CanvasController(
    this,
    () => this.heard,
    (now) => this.#draw(now),
  );
  readonly #expectedSurface = new CanvasController(
    this,
    () => this.expected,
    (now) => this.#draw(now),
  );
  readonly #paint = new PaintController(
    this,
    (now) => this.#draw(now),
    () => (this.#time.view.held === undefined ? motionInterval() : 0),
  );

  constructor() {
    super();
    new ListenerController(
      this,
      {
        frames: (event) => this.#addFrames(event),
        statechange: ({ detail }) => {
          if (detail === 'starting') this.#clear();
          if (detail === 'idle') void this.#place.store();
        },
        changed: (listener) => this.#time.follow(listener),
        replaced: () => this.#clear(),
      },
      { features: true, embedding: true },
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#place.store();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('theme') || changed.has('colorMap')) this.#pictures.redraw();
    this.#paint.invalidate();
  }

  /** The method that decides: pictures, if the model gives no embedding. */
  get #method(): NoveltyMethod {
    return this.hasNoEmbedding ? 'picture' : this.by;
  }

  protected override render() {
    const { words } = this;
    const strings = noveltyStrings(words.lang);
    const span = words.number(Math.round(this.#time.span));
    const score = this.latest?.score;
    const share = score === undefined ? '' : words.percent(score);
    return html`
      <div class="answer">
        <p class="now ${this.#isNew ? 'new' : ''}" part="now">${this.#answer()}</p>
        <div
          class="scale"
          part="score"
          role="meter"
          aria-label=${strings.score}
          aria-valuemin="0"
          aria-valuemax="100"
          aria-valuenow=${Math.round(100 * (score ?? 0))}
          aria-valuetext=${share === '' ? strings.beforeSound : strings.rank(share)}
        >
          <span class="length fill" ${ownStyle({ transform: `scaleX(${score ?? 0})` })}></span>
        </div>
        <p class="facts small muted">
          <span class="number">${share === '' ? '' : strings.rank(share)}</span>
          <span class="number">${this.#place.kinds > 0 ? strings.kinds(words.count(this.#place.kinds)) : ''}</span>
        </p>
      </div>
      <div class="pictures">
        <figure class="heard">
          <canvas id="heard" part="heard" role="img" aria-label=${strings.heardPicture(span)}></canvas>
          <figcaption aria-hidden="true">${strings.heard}</figcaption>
        </figure>
        <figure class="expected">
          <canvas id="expected" part="expected" role="img" aria-label=${strings.expectedPicture(span)}></canvas>
          <figcaption aria-hidden="true">${strings.expected}</figcaption>
        </figure>
      </div>
      ${this.#notices()}
      <div class="tools">
        <label>
          <span class="small">${strings.compare}</span>
          <select part="method" .value=${this.#method} ?disabled=${this.hasNoEmbedding} @change=${this.#choose}>
            ${(['sound', 'picture'] as const).map(
              (method) =>
                html`<option value=${method} ?selected=${method === this.#method}>${strings.by[method]}</option>`,
            )}
          </select>
        </label>
        ${
          this.isAsking
            ? html`<span class="end">${strings.forgetQuestion}</span>
                <button @click=${this.#forget}>${strings.forgetYes}</button>
                <button class="no" @click=${() => (this.isAsking = false)}>${strings.forgetNo}</button>`
            : html`<button class="end" part="forget" ?disabled=${this.#isUnknown} @click=${this.#ask}>
                ${strings.forget}
              </button>`
        }
      </div>
      <div class="tools">
        <h3>${strings.list}</h3>
        <button class="end" part="save" ?disabled=${this.found.length === 0} @click=${this.#save}>
          ${strings.save}
        </button>
      </div>
      ${
        this.found.length === 0
          ? html`<p class="small muted">${strings.none}</p>`
          : html`<ul class="list small" part="list" tabindex="0" aria-label=${strings.list}>
              ${this.found.map(
                ({ at, score: itemScore }) =>
                  html`<li class="number">
                    ${strings.item(words.timeOfDay(at.getTime()), words.percent(itemScore))}
                  </li>`,
              )}
            </ul>`
      }
      ${this.#saver.message(words)}
      <p class="visually-hidden" role="status">
        ${this.found[0] ? strings.announce(words.timeOfDay(this.found[0].at.getTime())) : ''}
      </p>
    `;
  }

  #answer(): string {
    const strings = noveltyStrings(this.words.lang);
    if (this.#isNew) return strings.isNew;
    const readiness = this.#place.readiness(this.#method);
    if (!this.latest || readiness === 0) return strings.beforeSound;
    return readiness < 1 ? strings.learning(this.words.percent(readiness)) : strings.familiar;
  }

  #notices() {
    const strings = noveltyStrings(this.words.lang);
    const { problem, isRefused } = this.#place;
    const texts = [
      ...(this.hasNoEmbedding ? [strings.noEmbedding] : []),
      ...(problem ? [`${strings.noPicture} ${this.words.error(problem).todo}`] : []),
      ...(isRefused && this.remember ? [strings.notStored] : []),
    ];
    return texts.length === 0 ? nothing : texts.map((text) => html`<p class="small" role="status">${text}</p>`);
  }

  get #isNew(): boolean {
    return performance.now() - this.#saidNew < HOLD;
  }

  get #isUnknown(): boolean {
    return this.#place.readiness('sound') === 0 && this.#place.readiness('picture') === 0;
  }

  #addFrames({ detail, timeStamp }: ListenerEvents['frames']): void {
    const { features, time, embedding } = detail;
    if (!features || features.length === 0) return;
    if (embedding) this.#withoutEmbedding = 0;
    else if (++this.#withoutEmbedding === WITHOUT_EMBEDDING) this.hasNoEmbedding = true;
    if (embedding && this.hasNoEmbedding) this.hasNoEmbedding = false;
    this.#pictures.addReal(time, features);
    this.#real.push(time, features);
    this.#time.arrive(time, (features.length / BANDS) * HOP_SECONDS, timeStamp);
    const { moments, expected } = this.#place.push(detail);
    if (expected && expected.frames.length > 0) {
      this.#pictures.addExpected(expected.time, expected.frames);
      this.#made.push(expected.time, expected.frames);
    }
    for (const moment of moments[this.#method]) this.#hear(moment);
    this.#reportKnown(expected !== undefined);
    this.#paint.invalidate();
  }

  #hear(moment: ScoredMoment): void {
    this.#newest = moment;
    if (!moment.isNew) return;
    const isAnother = Math.abs(moment.time - this.#newUntil) > APART;
    this.#newUntil = moment.time + MOMENT_SECONDS;
    this.#saidNew = performance.now();
    this.#marks = [...this.#marks.slice(-MOST_LISTED), { from: moment.time, to: this.#newUntil }];
    if (isAnother) this.#waiting.push(moment);
  }

  /** Dispatches the new moments whose expected picture is known, or all if there is none. */
  #reportKnown(hasPicture: boolean): void {
    const known = this.#waiting.filter(
      ({ time }) => !hasPicture || this.#made.end >= time + MOMENT_SECONDS - HOP_SECONDS / 2,
    );
    if (known.length === 0) return;
    this.#waiting = this.#waiting.filter((moment) => !known.includes(moment));
    for (const { time, score = 1, value } of known) {
      const to = time + MOMENT_SECONDS;
      const novelty: Novelty = {
        time,
        seconds: MOMENT_SECONDS,
        at: new Date(Date.now() - 1000 * Math.max(0, this.#real.end - time)),
        score,
        value,
        by: this.#method,
        heard: this.#real.cut(time, to).slice(),
        expected: hasPicture ? this.#made.cut(time, to).slice() : undefined,
      };
      this.found = [novelty, ...this.found].slice(0, MOST_LISTED);
      this.dispatchEvent(elementEvent('pinna-novelty', novelty));
    }
  }

  #draw(now: number): void {
    if (now - this.#refreshedAt > REFRESH_INTERVAL) {
      this.#refreshedAt = now;
      this.latest = this.#newest;
      if (now - this.#saidNew < HOLD + 2 * REFRESH_INTERVAL) this.requestUpdate();
    }
    const to = this.#time.edge(now);
    const span = { from: to - this.#time.span, to };
    this.#pictures.draw(this.#heardSurface.target, this.#expectedSurface.target, span, this.#marks);
    if (Number.isFinite(to) && this.#time.moves(now)) this.#paint.invalidate();
  }

  #clear(): void {
    this.#time.reset();
    this.#pictures.clear();
    this.#marks = [];
    this.#waiting = [];
    this.#newest = undefined;
    this.#newUntil = -Infinity;
    this.#withoutEmbedding = 0;
    this.#paint.invalidate();
  }

  readonly #choose = ({ target }: Event): void => {
    this.by = (target as HTMLSelectElement).value as NoveltyMethod;
    this.#newest = undefined;
  };

  readonly #ask = async (): Promise<void> => {
    this.isAsking = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.no')?.focus();
  };

  readonly #forget = async (): Promise<void> => {
    this.isAsking = false;
    this.found = [];
    this.#marks = [];
    this.#newest = this.latest = undefined;
    await this.#place.forget();
    this.requestUpdate();
  };

  readonly #save = (): void => {
    const { found } = this;
    void this.#saver.use(({ saveFile }) => saveFile('novelty.jsonl', 'application/jsonl', [noveltyLines(found)]));
  };
}
