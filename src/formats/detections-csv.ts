import { csvRow } from './safe-text.js';
import type { EventList } from './event-list.js';
import { eventSpans } from './event-records.js';
import { timeBaseCode, wallTime } from './written-values.js';

const COLUMNS = [
  ...['file', 'time_base', 'model', 'model_version'],
  ...['head', 'label', 'onset', 'offset', 'peak', 'confidence', 'families'],
  ...['name', 'onset_time', 'offset_time'],
];

/**
 * Writes comma-separated values as in RFC 4180: a header row, one row per detection, CRLF after each, quotes where a
 * cell needs them; UTF-8 without a byte order mark. Times are seconds. `offset` is empty while a detection is active.
 * `families` has a semicolon between two families, from specific to general. `name` is the name that people read. `onset_time`
 * and `offset_time` are the wall-clock times of live sound as in RFC 3339, empty for a file. New columns come last, so that the
 * places of the others do not change.
 *
 * A spreadsheet reads a cell that begins with `=`, `+`, `-` or `@` as a formula, even if the cell is quoted. Names come
 * from untrusted sources (a file, a model), so such a text gets a leading apostrophe. A text that already has one gets
 * another, so that removing one restores the name. Numbers are never marked.
 *
 * @throws PinnaError `bad-option` for an invalid time or score
 */
export function detectionsToCsv(list: EventList): string {
  return csvRow(COLUMNS) + detectionsToCsvRows(list);
}

/**
 * Writes the rows without the header, to append to those of another list.
 *
 * @throws PinnaError `bad-option` for an invalid time or score
 */
export function detectionsToCsvRows(list: EventList): string {
  const { file, timeBase, model } = list;
  const about = [file, timeBaseCode(timeBase), model.name, model.version];
  return eventSpans(list)
    .map(({ head, label, name, onset, offset, peak, confidence, families }) => {
      const times = [wallTime(timeBase, onset) ?? '', offset === null ? '' : (wallTime(timeBase, offset) ?? '')];
      const values = [head, label, onset, offset ?? '', peak, confidence, families.join(';')];
      return csvRow([...about, ...values, name, ...times]);
    })
    .join('');
}
