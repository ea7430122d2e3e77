import type { EventList } from './event-list.js';
import { eventSpans } from './event-records.js';
import { timeBaseCode, wallTime } from './written-values.js';

/**
 * Writes JSON Lines (https://jsonlines.org): one detection per line, each line terminated. Each line repeats the file,
 * the time base and the model, so that lines can be filtered and files joined. Names are written unchanged. Times are
 * seconds. `offset` is null while a detection is active. `onsetTime` and `offsetTime` are the wall-clock times of live sound as in
 * RFC 3339; a file has none, and an active detection has no `offsetTime`. `file` is left out if it has no name, `families` if
 * there are none.
 *
 * @throws PinnaError `bad-option` for an invalid time or score
 */
export function detectionsToJsonLines(list: EventList): string {
  const about = {
    ...(list.file === '' ? {} : { file: list.file }),
    timeBase: timeBaseCode(list.timeBase),
    model: list.model.name,
    modelVersion: list.model.version,
  };
  return eventSpans(list)
    .map(({ head, label, name, onset, offset, peak, confidence, families }) => {
      const detection = {
        ...{ head, label, name, onset, offset },
        // JSON leaves out what is undefined.
        onsetTime: wallTime(list.timeBase, onset),
        offsetTime: offset === null ? undefined : wallTime(list.timeBase, offset),
        ...{ peak, confidence, families: families.length > 0 ? families : undefined },
      };
      return `${JSON.stringify({ ...about, ...detection })}\n`;
    })
    .join('');
}
