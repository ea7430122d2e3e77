import type { Novelty } from '../listener/element-events.js';

/** Writes new sounds as JSON lines, oldest first: time of day, session time, score, and what was compared. */
export function noveltyLines(found: readonly Omit<Novelty, 'heard' | 'expected'>[]): string {
  const rounded = (value: number) => Math.round(1000 * value) / 1000;
  return [...found]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, time, seconds, score, value, by }) => {
      const record = { at: at.toISOString(), time: rounded(time), seconds, score: rounded(score), by };
      return `${JSON.stringify({ ...record, [by === 'sound' ? 'distance' : 'errorDb']: rounded(value) })}\n`;
    })
    .join('');
}
