import type { EventList } from './event-list.js';
import { eventSpans } from './event-records.js';
import { oneLine } from './safe-text.js';
import { timeBaseCode } from './written-values.js';

/**
 * An Audacity label track (https://manual.audacityteam.org/man/importing_and_exporting_labels.html): per label the line
 * `start TAB end TAB text` in seconds, and under it, where a detection has frequencies of its own, `\ TAB low TAB high` in
 * Hz. The model's whole band is not written: a click on the label would select it.
 *
 * The format has no place for the file, the time base and the model, and Audacity complains of any line that is no label.
 * So they are the text of the first label, a point (start and end alike) at second 0, where it hides nothing and can be
 * deleted; sounds always last, so every region is one. What still goes on ends with what was heard.
 *
 * @throws PinnaError `bad-option` for what is no time or score
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
