import type { EventList } from './event-list.js';
import { eventSpans } from './event-records.js';
import { oneLine } from './safe-text.js';
import { timeBaseCode } from './written-values.js';

/**
 * Writes an Audacity label track (https://manual.audacityteam.org/man/importing_and_exporting_labels.html). Each label
 * is the line `start TAB end TAB text`, in seconds. If a detection has its own frequency band, a line `\ TAB low TAB
 * high` in Hz follows. The model's whole band is not written: a click on the label would select it.
 *
 * The format has no field for the file, the time base or the model. Audacity reports an error for any other line. This
 * information is therefore the text of the first label, a point (start equals end) at second 0. There the label hides
 * nothing and can be deleted. Detections have a duration, so all of them are regions. A detection without an offset
 * ends at `analysedUntil`.
 *
 * @throws PinnaError `bad-option` for an invalid time or score
 */
export function detectionsToAudacity(list: EventList): string {
  const { file, model, timeBase } = list;
  const base = timeBaseCode(timeBase);
  const zero = base === 'file' ? 'the start of the file' : base;
  const about = [`Pinna, model ${model.name} ${model.version}`, file, `second 0 is ${zero}`].filter(Boolean).join('; ');
  const labels = eventSpans(list).map(({ onset, end, label, band }) => {
    const frequencies = band ? line('\\', fixed(band.low), fixed(band.high)) : '';
    return line(fixed(onset), fixed(end), oneLine(label)) + frequencies;
  });
  return line(fixed(0), fixed(0), oneLine(about)) + labels.join('');
}

const fixed = (value: number): string => value.toFixed(6);

const line = (...cells: string[]): string => `${cells.join('\t')}\n`;
