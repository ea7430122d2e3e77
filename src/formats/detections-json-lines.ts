import type { EventList } from './event-list.js';
import { eventSpans } from './event-records.js';
import { timeBaseCode } from './written-values.js';

/**
 * JSON Lines (https://jsonlines.org): one detection per line, each line ended, each with all that the list says, so that
 * lines can be filtered and files joined. Names are written exactly, whatever is in them. Times are seconds; `offset` is
 * null while a sound goes on; `file` is left out where there is no name.
 *
 * @throws PinnaError `bad-option` for what is no time or score
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
