import { csvRow, oneLine } from './safe-text.js';
import type { EventList } from './event-list.js';
import { detectionSpans } from './event-records.js';
import { seconds, timeBaseCode } from './written-values.js';

/**
 * Writes a table for REAPER's Region/Marker Manager (right click, Import): a region per detection, a marker where each
 * section of a recording begins. Times are hours, minutes and seconds. The first marker names the file, the time base
 * and the model, for which the format has no field. A detection without an offset ends at `analysedUntil`.
 *
 * @throws PinnaError `bad-option` for an invalid time or score
 */
export function detectionsToReaper(list: EventList): string {
  const { file, model, timeBase, sections = [] } = list;
  const base = timeBaseCode(timeBase);
  const about = [`Pinna, model ${model.name} ${model.version}`, file, `second 0 is ${base}`].filter(Boolean).join('; ');
  const markers = [{ onset: 0, label: about }, ...sections].map(({ onset, label }, i) =>
    csvRow([`M${String(i + 1)}`, oneLine(label), clock(seconds(onset)), '', '']),
  );
  const regions = detectionSpans(list).map(({ onset, end, label }, i) =>
    csvRow([`R${String(i + 1)}`, oneLine(label), clock(onset), clock(end), clock(Math.max(0, end - onset))]),
  );
  return [csvRow(['#', 'Name', 'Start', 'End', 'Length']), ...markers, ...regions].join('');
}

/** Formats seconds as `h:mm:ss.mmm`. */
function clock(time: number): string {
  const milliseconds = Math.round(time * 1000);
  const padded = (value: number, digits: number) => String(Math.floor(value)).padStart(digits, '0');
  const [hours, minutes] = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60];
  return `${padded(hours, 1)}:${padded(minutes, 2)}:${padded((milliseconds / 1000) % 60, 2)}.${padded(milliseconds % 1000, 3)}`;
}
