import type { DetectionChange } from '../../decisions/detection.js';
import type { TimeBase } from '../../formats/event-list.js';
import { eventRecord } from '../../formats/event-records.js';
import { wallTime } from '../../formats/written-values.js';
import { englishClass } from '../../model/english-classes.js';
import type { ModelManifest } from '../../model/manifest.js';

/** Context of the lines. */
export interface EventLineOptions {
  readonly source: string | undefined;
  readonly model: Pick<ModelManifest, 'name' | 'version'>;
  /** Returns the present estimate of the wall-clock time of second 0; undefined if the sound is a file. */
  readonly zero: (() => Date) | undefined;
}

/**
 * Formats the start and the end of each detection as a line of JSON. Both lines have the same `id` and `onsetTime`.
 * `onsetTime` and `offsetTime` are wall-clock times (RFC 3339); `onset` and `offset` are seconds from the start of the stream.
 */
export class EventLines {
  readonly #options: EventLineOptions;
  /** Time base of each active detection, by id: a later estimate may differ. */
  readonly #timeBases = new Map<number, TimeBase>();

  constructor(options: EventLineOptions) {
    this.#options = options;
  }

  line({ phase, detection }: DetectionChange): string {
    const { source, model, zero } = this.#options;
    const { head, label, families, onset, offset, peak, confidence } = eventRecord(detection);
    const hasEnded = phase === 'end' && offset !== null;
    const timeBase: TimeBase =
      this.#timeBases.get(detection.id) ?? (zero ? { kind: 'clock', zero: zero() } : { kind: 'file' });
    if (hasEnded) this.#timeBases.delete(detection.id);
    else this.#timeBases.set(detection.id, timeBase);
    // JSON leaves out what is undefined.
    const line = {
      ...{ phase, id: detection.id, source, head, label, name: englishClass(label) },
      families: families.length > 0 ? families : undefined,
      ...{ onset, offset: hasEnded ? offset : null },
      onsetTime: wallTime(timeBase, onset),
      offsetTime: hasEnded ? wallTime(timeBase, offset) : undefined,
      ...{ peak, confidence, model: model.name, modelVersion: model.version },
    };
    return `${JSON.stringify(line)}\n`;
  }
}
