import type { EngineStep } from '../../engine/engine.js';
import type { TimeBase } from '../../formats/event-list.js';
import { score, seconds, wallTime } from '../../formats/written-values.js';
import type { EventLineOptions } from './event-lines.js';

/** Time between two lines, seconds. */
const INTERVAL = 1;

/** Formats the values of faders as lines of JSON, one a second. Their `phase` is `faders`, so that readers of detections can skip them. */
export class FaderLines {
  readonly #options: EventLineOptions;
  #next = 0;

  constructor(options: EventLineOptions) {
    this.#options = options;
  }

  /** Returns the line that is due after a step; undefined for none. @param rowSeconds distance between rows, seconds */
  line({ time, update, faders }: EngineStep, rowSeconds: number): string | undefined {
    const end = time + update.frames * rowSeconds;
    if (!faders || end < this.#next) return undefined;
    this.#next = (Math.floor(end / INTERVAL) + 1) * INTERVAL;
    const { source, zero } = this.#options;
    const timeBase: TimeBase = zero ? { kind: 'clock', zero: zero() } : { kind: 'file' };
    const values = Object.entries(faders).map(([name, all]) => [name, score(all.at(-1) ?? 0)]);
    return `${JSON.stringify({
      ...{ phase: 'faders', source, at: seconds(end), atTime: wallTime(timeBase, end) },
      faders: Object.fromEntries(values),
    })}\n`;
  }
}
