import type { EngineStep } from '../../engine/engine.js';
import type { TimeBase } from '../../formats/event-list.js';
import { score, seconds, wallTime } from '../../formats/written-values.js';
import type { EventLineOptions } from './event-lines.js';

/** Formats each change of the chord as a line of JSON. Its `phase` is `chord`, so that readers of detections can skip it. */
export class ChordLines {
  readonly #options: EventLineOptions;
  #last: string | undefined;

  constructor(options: EventLineOptions) {
    this.#options = options;
  }

  /** Returns the lines of the changes that became known in a step. */
  lines({ harmony }: EngineStep): string {
    const { source, zero } = this.#options;
    const timeBase: TimeBase = zero ? { kind: 'clock', zero: zero() } : { kind: 'file' };
    return (harmony?.chords ?? [])
      .filter(({ label }) => {
        const isNew = label !== this.#last;
        this.#last = label;
        return isNew;
      })
      .map(({ from, label, fit }) => {
        const line = {
          ...{ phase: 'chord', source, label, at: seconds(from), atTime: wallTime(timeBase, from), fit: score(fit) },
          key: harmony?.key?.label ?? null,
        };
        return `${JSON.stringify(line)}\n`;
      })
      .join('');
  }
}
