import type { EventList } from './event-list.js';
import { eventSpans } from './event-records.js';
import { timeBaseCode } from './written-values.js';

/**
 * Writes JSON Lines (https://jsonlines.org): one detection per line, each line terminated. Each line repeats the file,
 * the time base and the model, so that lines can be filtered and files joined. Names are written unchanged. Times are
 * seconds. `offset` is null while a detection is active. `file` is left out if it has no name.
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
    .map(({ head, label, onset, offset, peak, confidence }) => {
      return `${JSON.stringify({ ...about, head, label, onset, offset, peak, confidence })}\n`;
    })
    .join('');
}
