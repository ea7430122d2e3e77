import type { Families } from '../model/families.js';
import { byLabel } from './timed-event.js';
import type { ReportedEvent } from './detection-delay.js';

/**
 * Adds the certain families of each report: a report of a violin is also one of music. Reports of a label that
 * overlap or touch become one, which is known from the earlier of their times.
 */
export function withFamilies(reports: readonly ReportedEvent[], families: Families): ReportedEvent[] {
  const all = reports.flatMap((one) => [one, ...families.certain(one.label).map((label) => ({ ...one, label }))]);
  return [...byLabel(all).values()].flatMap((ofLabel) => {
    const merged: ReportedEvent[] = [];
    for (const one of [...ofLabel].sort((a, b) => a.onset - b.onset)) {
      const last = merged.at(-1);
      if (last && one.onset <= last.offset) merged[merged.length - 1] = joined(last, one);
      else merged.push(one);
    }
    return merged;
  });
}

function joined(first: ReportedEvent, second: ReportedEvent): ReportedEvent {
  const times = [first.reportedAt, second.reportedAt].filter((time) => time !== null);
  return {
    ...first,
    offset: Math.max(first.offset, second.offset),
    reportedAt: times.length > 0 ? Math.min(...times) : null,
  };
}
