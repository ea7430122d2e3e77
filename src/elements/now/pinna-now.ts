import { html, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { presentScores } from '../../answer/present-scores.js';
import { CERTAINTY_LIMITS, SteadyAnswer, type Answer, type AnswerLine } from '../../answer/steady-answer.js';
import type { Detection } from '../../decisions/detection.js';
import { TAUGHT } from '../../decisions/embedding-head.js';
import { classLink, classLinkStyles } from '../detections/class-link.js';
import { PaintController } from '../drawing/paint-controller.js';
import { ListenerController } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { ownStyle } from '../style/own-style.js';
import { headStyles, theme } from '../style/theme.js';
import type { Words } from '../words/words.js';
import { nowStyles } from './now-styles.js';

/** Minimum time between updates, ms. */
const INTERVAL = 200;
const NOTHING: Answer = { lines: [], nameless: undefined };

/**
 * The sounds of this moment, in large type: one steady answer. It is made of confirmed detections alone. Sounds that answer the same
 * question are one line: a bird, its song and its kind; music and its genre. A name stays, dimmed, for two seconds after its
 * sound. The text changes at most once a second. Without a name it says `quiet`, `something – not sure what` or `no sound
 * arrives`. Screen readers hear of detections from `<pinna-listener>`.
 *
 * @csspart lines - The list of lines; also named by their number: `count-1`, `count-2`, ….
 * @csspart line - A line; also named `bird`, `genre`, `events` or `taught`, and `over` after the end of its sound.
 * @csspart mark - The mark before a name.
 * @csspart class - The link to the description of a class, with `class-page`.
 * @csspart nameless - The text without a name.
 * @cssproperty --pinna-now-size - Size of the type. Default: by the width of the element.
 */
export class PinnaNow extends ListenerView {
  static override styles = [theme, headStyles, classLinkStyles, nowStyles];
  static override readonly choices = { ...ListenerView.choices, certainty: ['normal', 'high'] };

  /** Maximum number of sounds shown: below each other, and on wide elements side by side. */
  @property({ type: Number }) lines = 2;
  /**
   * How certain a name must be: `normal` (the default), or `high` for type that is read across a room. What is less certain is
   * said as "probably", or by its family, or not at all.
   */
  @property() certainty: keyof typeof CERTAINTY_LIMITS = 'normal';
  /**
   * Address of a page that describes the classes, such as the page “What can it hear?”. Each name is then a link to the fragment with
   * the name of its class (`#chirping_birds`), which opens in a new tab. Default: none.
   */
  @property({ attribute: 'class-page' }) classPage?: string | undefined;
  /** Whether each name has its score, in per cent. */
  @property({ type: Boolean }) percent = false;

  @state() private answer: Answer = NOTHING;
  @state() private isHearing = false;

  #steady = this.#newAnswer();
  /** The lasting detections, so that a changed option starts from them. */
  readonly #lasting = new Map<number, Detection>();

  readonly #paint = new PaintController(
    this,
    (now) => {
      this.answer = this.#connection.listener?.state === 'running' ? this.#steady.at(now) : NOTHING;
    },
    () => INTERVAL,
  );

  readonly #connection = new ListenerController(this, {
    detection: ({ detail }) => {
      const { phase, detection } = detail;
      if (phase === 'start') this.#lasting.set(detection.id, detection);
      else this.#lasting.delete(detection.id);
      this.#steady.detect(detail, performance.now());
      this.#paint.invalidate();
    },
    frames: ({ detail }) => {
      this.isHearing = true;
      if (this.#lasting.size > 0) {
        this.#steady.score(presentScores(this.#heads, detail.smoothed), performance.now());
      }
      this.#paint.invalidate();
    },
    status: ({ detail: { state, level, silent, interruption } }) => {
      if (state === 'running') this.#steady.hear(level, !silent && !interruption, performance.now());
      this.#paint.invalidate();
      this.requestUpdate();
    },
    statechange: ({ detail }) => detail !== 'running' && this.#clear(),
    // It shows this moment alone.
    replaced: () => this.#clear(),
    missed: () => this.#clear(),
  });

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('lines') && !changed.has('certainty')) return;
    this.#steady = this.#newAnswer();
    for (const detection of this.#lasting.values())
      this.#steady.detect({ phase: 'start', detection }, performance.now());
    this.#paint.invalidate();
  }

  protected override render() {
    const { words, answer, lines } = this;
    const { now } = words.strings;
    return html`
      <ul
        class="lines ${answer.lines.length > 1 ? 'many' : ''}"
        part="lines count-${Math.max(1, answer.lines.length)}"
        aria-label=${now.title}
        ${ownStyle({ '--rows': lines, '--rows-when-wide': Math.ceil(lines / 2) })}
      >
        ${
          answer.lines.length > 0
            ? repeat(
                answer.lines,
                ({ question }) => question,
                (line) => this.#line(line),
              )
            : html`<li class="nameless" part="nameless"><span class="text">${this.#nameless()}</span></li>`
        }
      </ul>
    `;
  }

  #line(line: AnswerLine) {
    const { head, isOver, score, label, detail } = line;
    const { words } = this;
    const percent = words.percent(score);
    const named = { head, label: detail?.label ?? label };
    const text = classLink(words, this.classPage, named, lineText(words, line), percent);
    return html`<li class="${head} ${isOver ? 'over' : ''}" part="line ${head} ${isOver ? 'over' : ''}">
      <span class="mark fill" part="mark" aria-hidden="true"></span>
      <span class="text" title=${percent}>${text}</span>
      ${this.percent ? html`<span class="share number muted">${percent}</span>` : ''}
    </li>`;
  }

  #nameless(): string {
    const { now } = this.words.strings;
    const { state } = this.#connection.listener ?? {};
    if (state === 'starting') return now.starting;
    if (state !== 'running') return now.idle;
    if (this.answer.nameless) return now[this.answer.nameless];
    return this.isHearing ? now.listening : now.starting;
  }

  #newAnswer(): SteadyAnswer {
    const lines = Math.max(1, this.lines);
    return new SteadyAnswer({ lines, limits: CERTAINTY_LIMITS[this.certainty] ?? CERTAINTY_LIMITS.normal });
  }

  /** Heads of the model and of taught sounds, with their classes. */
  get #heads() {
    const { listener } = this.#connection;
    const taught = listener?.taught.set?.classes.map(({ label }) => ({ name: label })) ?? [];
    return [...(listener?.model?.heads ?? []), { name: TAUGHT, classes: taught }];
  }

  #clear(): void {
    this.#steady.clear();
    this.#lasting.clear();
    this.isHearing = false;
    this.answer = NOTHING;
    this.#paint.invalidate();
  }
}

/** Returns what a line says, in words. */
export function lineText(words: Words, { label, isFamily, certainty, detail }: AnswerLine): string {
  const { one, probably, withKind, probableKind } = words.strings.now;
  const name = words.className(label);
  const sound = certainty === 'probable' ? probably(name) : isFamily ? one(name) : name;
  if (!detail) return sound;
  const kind = words.className(detail.label);
  return withKind(sound, detail.certainty === 'sure' ? kind : probableKind(kind));
}
