import type { StepScores } from '../../decisions/decisions.js';
import type { Detection, DetectionChange } from '../../decisions/detection.js';
import type { HeadManifest } from '../../model/manifest.js';
import { interval } from '../../lifetime/timers.js';
import { questionOf } from '../../decisions/question.js';
import { certaintyText } from '../terminal/certainty-text.js';
import { soundName } from '../terminal/sound-name.js';
import type { Terminal } from '../terminal/streams.js';
import { textStyle } from '../terminal/text-style.js';
import { PresentAnswer } from './present-answer.js';

const MUSIC = 'music';
/** Interval between two drawings, ms. */
const PERIOD = 200;
/** Blocks of the level meter, and the levels at its ends, dBFS. */
const METER = 10;
const METER_FROM = -70;
const METER_TO = -10;

/**
 * Shows on a terminal which sounds there are: the present answer and the level on the last line, and above it each sound that has ended,
 * with its time.
 */
export class LiveScreen {
  readonly #terminal: Terminal;
  readonly #timeOf: (seconds: number) => string;
  readonly #answer = new PresentAnswer();
  readonly #stop: () => void;
  #drawn = '';
  /** The newest genre since the last music. */
  #genre: Detection | undefined;

  /** @param timeOf formats a moment of the stream */
  constructor(terminal: Terminal, timeOf: (seconds: number) => string) {
    this.#terminal = terminal;
    this.#timeOf = timeOf;
    this.#stop = interval(PERIOD, () => this.#draw());
    this.#draw();
  }

  change(change: DetectionChange): void {
    this.#answer.change(change, performance.now());
    const { detection } = change;
    if (detection.head === 'genre') this.#genre = detection;
    else if (change.phase === 'end' && (detection.label === MUSIC || questionOf(detection) !== MUSIC))
      this.#note(detection);
  }

  /** Writes a line about a sound that has ended. Instruments are part of the music. */
  #note(detection: Detection): void {
    const { onset, offset, confidence, label } = detection;
    const end = offset ?? onset;
    const genre = label === MUSIC && this.#genre && this.#genre.onset < end && this.#genre;
    if (label === MUSIC) this.#genre = undefined;
    const name = genre ? `${soundName(detection)} · ${soundName(genre)}` : soundName(detection);
    const { weak } = textStyle(this.#terminal);
    const about = `${(end - onset).toFixed(1)} s, ${certaintyText(confidence)}`;
    this.#clear();
    this.#terminal.write(`${weak(this.#timeOf(onset))}  ${name}  ${weak(about)}\n`);
    this.#draw();
  }

  /** Accepts the scores of a step, which can raise the certainty of the present sounds. */
  score(heads: readonly HeadManifest[], scores: Pick<StepScores, 'smoothed'>): void {
    this.#answer.score(heads, scores, performance.now());
  }

  /** Notes the level of sound that has arrived. @param level RMS, dBFS */
  sound(level: number): void {
    this.#answer.sound(level, performance.now());
  }

  /** Ends the drawing and leaves the cursor on an empty line. */
  close(): void {
    this.#stop();
    this.#clear();
  }

  #draw(): void {
    const now = performance.now();
    const { strong, weak, width } = textStyle(this.#terminal);
    const level = this.#answer.levelAt(now);
    const filled = Math.round(METER * Math.min(1, Math.max(0, (level - METER_FROM) / (METER_TO - METER_FROM))));
    const meter = `${'▮'.repeat(filled)}${'▯'.repeat(METER - filled)}`;
    const text = this.#answer.text(now).slice(0, width - METER - 4);
    const line = `${weak(meter)}  ${strong(text)}`;
    if (line === this.#drawn) return;
    this.#terminal.write(`\r\x1b[K${line}`);
    this.#drawn = line;
  }

  #clear(): void {
    this.#terminal.write('\r\x1b[K');
    this.#drawn = '';
  }
}
