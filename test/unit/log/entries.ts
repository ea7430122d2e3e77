import { dayOf, type LogEntry } from '../../../src/log/log-entry.js';

/** Midday of 29 November 2026 by local time, ms since 1970. */
export const NOON = new Date(2026, 10, 29, 12).getTime();
const DAY = 86_400_000;

/** Returns an entry of a sound of two seconds. @param daysAgo days before 29 November 2026 */
export function entry(id: string, { daysAgo = 0, ...more }: Partial<LogEntry> & { daysAgo?: number } = {}): LogEntry {
  const { onset = NOON - daysAgo * DAY } = more;
  return {
    ...{ id, day: dayOf(onset), run: 'run', start: 41 },
    ...{ head: 'events', label: 'dog', families: ['animal'], peak: 0.9, confidence: 0.8 },
    ...{ onset, offset: onset + 2000, until: onset + 2000 },
    ...{ input: 'USB microphone', model: { name: 'crnn', version: '1' }, band: { low: 60, high: 7800 } },
    ...more,
  };
}
