import type { EventList, ExportedDetection } from '../../formats/event-list.js';
import { endOf, isOngoing, type LogEntry } from '../../log/log-entry.js';

/** Names a class as on the screen. */
type NameOf = (label: string) => string;

/** Returns one list of all entries. Its times are those of the file if all are of one played file, and wall-clock times else. */
export function wholeList(entries: readonly LogEntry[], nameOf: NameOf, now = Date.now()): EventList {
  const files = new Set(entries.map(({ run, inFile }) => (inFile === undefined ? undefined : run)));
  const isOneFile = files.size === 1 && !files.has(undefined);
  return isOneFile ? fileList(entries, nameOf, now) : clockList(entries, nameOf, now);
}

/**
 * Returns the entries as lists: one for each input and model, with wall-clock times, and one for each played file, with the times
 * in the file. The lists are in the order of their first entries.
 *
 * @param now wall-clock time, ms since 1970
 */
export function entryLists(entries: readonly LogEntry[], nameOf: NameOf, now = Date.now()): EventList[] {
  const groups = new Map<string, LogEntry[]>();
  for (const entry of entries) {
    const { run, inFile, input, model, band } = entry;
    const key = JSON.stringify([inFile === undefined ? '' : run, input, model, band]);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()].map((group) =>
    group[0]!.inFile === undefined ? clockList(group, nameOf, now) : fileList(group, nameOf, now),
  );
}

/** Times are seconds since second 0 of the first listening session. */
function clockList(entries: readonly LogEntry[], nameOf: NameOf, now: number): EventList {
  const zero = entries.reduce((least, { onset, start }) => Math.min(least, onset - 1000 * start), Infinity);
  const timeBase = { kind: 'clock', zero: new Date(Number.isFinite(zero) ? zero : now) } as const;
  return list(entries, timeBase, nameOf, now, ({ onset }) => Math.max(0, onset - zero) / 1000);
}

function fileList(entries: readonly LogEntry[], nameOf: NameOf, now: number): EventList {
  return list(entries, { kind: 'file' }, nameOf, now, ({ inFile = 0 }) => inFile);
}

function list(
  entries: readonly LogEntry[],
  timeBase: EventList['timeBase'],
  nameOf: NameOf,
  now: number,
  onsetOf: (entry: LogEntry) => number,
): EventList {
  const { input = '', model = { name: '', version: '' }, band = { low: 0, high: 0 } } = entries[0] ?? {};
  const end = (entry: LogEntry) => onsetOf(entry) + (endOf(entry) - entry.onset) / 1000;
  const detections = entries.map((entry): ExportedDetection => {
    const { head, label, families, peak, confidence } = entry;
    const offset = isOngoing(entry, now) ? null : end(entry);
    return { head, label, name: nameOf(label), families, onset: onsetOf(entry), offset, peak, confidence };
  });
  const analysedUntil = entries.reduce((latest, entry) => Math.max(latest, end(entry)), 0);
  return { file: input, timeBase, model, band, analysedUntil, detections };
}
