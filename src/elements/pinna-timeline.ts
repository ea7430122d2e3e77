import { html, type PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Lanes, type Bar, type Lane } from './lanes';
import { ListenerController } from './listener-controller';
import { ListenerView } from './listener-view';
import { PaintController } from './paint-controller';
import { RecentDetections } from './recent-detections';
import { motionInterval } from './reduced-motion';
import { theme } from './theme';
import { TimeAxis } from './time-axis';
import { timelineStyles } from './timeline-styles';

/** Times are written at these steps, seconds. */
const TICK = 5;
/** A label needs this much room before the next bar, seconds. */
const LABEL_ROOM = 1;
/** The bars are laid out anew after this long, seconds; in between they are only shifted. */
const LAYOUT = 1;

/**
 * What was heard when, on the spectrogram's time axis: lanes for bird, music with its genre, and other sounds; each
 * detection is a bar from onset to offset, the surer the fuller.
 *
 * @csspart axis - The row of times.
 * @csspart lane - A lane; also `bird`, `genre` or `events`.
 * @csspart bar - A detection.
 * @cssproperty --pinna-gutter - Width of the lane names; give the spectrogram the same.
 */
export class PinnaTimeline extends ListenerView {
  static override styles = [theme, timelineStyles];

  /** Length of the picture, seconds. */
  @property({ type: Number }) seconds = 20;
  /** Number of lanes for sounds other than birds and music. */
  @property({ type: Number }) lanes = 6;

  @query('.track') private track!: HTMLElement;

  readonly #axis = new TimeAxis();
  readonly #detections = new RecentDetections(1000);
  #arrangement = new Lanes(this.lanes);
  #shown: Lane[] = [];
  /** The moment at the right edge of the present layout, seconds. */
  #base = -Infinity;

  readonly #paint = new PaintController(this, (now) => this.#move(now), motionInterval);

  readonly #connection = new ListenerController(this, {
    frames: ({ detail, timeStamp }) => {
      const length = detail.frames * (this.#connection.listener?.model?.hopSeconds ?? 0.02);
      this.#axis.arrive(detail.time + length, length, timeStamp);
      this.#paint.invalidate();
    },
    detection: ({ detail }) => {
      this.#detections.put(detail.detection);
      this.#layOutAgain();
    },
    statechange: ({ detail }) => detail === 'starting' && this.#clear(),
    changed: () => this.#clear(),
  });

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lanes')) this.#arrangement = new Lanes(this.lanes);
    this.#detections.forgetBefore(this.#base - this.seconds);
    const byOnset = this.#detections.all.sort((a, b) => a.onset - b.onset);
    this.#shown = this.#arrangement.arrange(byOnset);
  }

  protected override render() {
    const { strings } = this.words;
    return html`
      <div class="rows">
        <div class="axis"></div>
        ${this.#shown.map(({ head }, at) => {
          // The lanes for other sounds share one name: each bar has its own.
          const name = at < 3 ? strings.head[head] : '';
          return html`<div class="row" part="lane ${head}">
            <div class="name muted" aria-hidden="true">${name}</div>
          </div>`;
        })}
        <div class="window" role="group" aria-label=${strings.timeline}>
          <div class="track">
            <div class="times number muted" part="axis" aria-hidden="true">${this.#ticks()}</div>
            ${this.#shown.map((lane) => this.#lane(lane))}
          </div>
        </div>
      </div>
    `;
  }

  protected override updated(): void {
    this.track.style.transform = '';
    this.#bars.forEach(([bar, element]) => this.#place(bar, element, this.#base));
  }

  #ticks() {
    if (this.#base === -Infinity) return [];
    const count = Math.floor(this.seconds / TICK) + 1;
    const last = Math.floor((this.#base + LAYOUT) / TICK) * TICK;
    return Array.from({ length: count }, (_, i) => last - i * TICK)
      .filter((time) => time >= 0)
      .map((time) => html`<span class="tick" style="left: ${this.#left(time)}%">${this.words.clock(time)}</span>`);
  }

  #lane({ head, bars }: Lane) {
    return html`<ul class="lane" aria-label=${this.words.strings.head[head]}>
      ${repeat(
        bars,
        ({ detection }) => detection.id,
        (bar) => this.#bar(bar),
      )}
    </ul>`;
  }

  #bar({ detection: { head, label, onset, offset, confidence }, until }: Bar) {
    const span = this.words.span(onset, offset);
    const growing = offset === null && until === Infinity;
    return html`<li class="bar fill ${head} ${growing ? 'growing' : ''}" part="bar" style="--sure: ${confidence}">
      <span class="label">${until - onset < LABEL_ROOM ? '' : this.words.className(label)}</span>
      <span class="visually-hidden">${span}</span>
    </li>`;
  }

  #clear(): void {
    this.#axis.reset();
    this.#detections.clear();
    this.#layOutAgain();
  }

  #layOutAgain(): void {
    this.#base = -Infinity;
    this.#paint.invalidate();
  }

  #move(now: number): void {
    const edge = this.#axis.edge(now);
    if (!Number.isFinite(edge) || edge < this.#base || edge - this.#base >= LAYOUT) {
      this.#base = edge;
      this.requestUpdate();
    } else {
      this.track.style.transform = `translateX(${(-100 * (edge - this.#base)) / this.seconds}%)`;
      for (const [bar, element] of this.#bars) {
        const { onset, offset } = bar.detection;
        if (offset === null || onset < edge - this.seconds) this.#place(bar, element, edge);
      }
    }
    if (edge < this.#axis.newest) this.#paint.invalidate();
  }

  /** A growing bar ends at the edge; a label stays in the picture while its bar runs out of it. */
  #place({ detection: { onset, offset }, until }: Bar, element: HTMLElement, edge: number): void {
    const length = Math.max((offset ?? edge) - onset, 0.02);
    element.style.left = `${this.#left(onset)}%`;
    element.style.width = `${(100 * length) / this.seconds}%`;
    const label = element.firstElementChild as HTMLElement;
    const hidden = Math.min(Math.max(edge - this.seconds - onset, 0), length);
    label.style.setProperty('--hidden', `${(100 * hidden) / length}%`);
    label.style.width = until === Infinity ? '' : `${(100 * Math.max(until - onset - hidden, 0)) / length}%`;
  }

  /** Where a moment stands in the present layout, % of the picture's width. */
  #left(time: number): number {
    return 100 * (1 + (time - this.#base) / this.seconds);
  }

  get #bars(): [Bar, HTMLElement][] {
    const elements = this.renderRoot.querySelectorAll<HTMLElement>('.bar');
    return this.#shown.flatMap(({ bars }) => bars).map((bar, i) => [bar, elements[i]!]);
  }
}
