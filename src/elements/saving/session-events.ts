import type { Detection } from '../../decisions/detection.js';
import type { EventList, TimeBase } from '../../formats/event-list.js';
import type { InputInfo } from '../../listener/listener-events.js';
import type { ModelInfo } from '../../worker/contract.js';
import type { SessionRecord } from '../detections/session-record.js';

/**
 * A session's detections for an export. Live sound keeps the clock's times. A file or buffer that was played gets times from
 * its own start, which is the first frame's, so that they fit the file wherever it is opened next.
 */
export function sessionEvents(
  { sawStart, first = 0, until, zero }: Pick<SessionRecord, 'sawStart' | 'first' | 'until' | 'zero'>,
  detections: readonly Detection[],
  model: ModelInfo | undefined,
  input: InputInfo | undefined,
): EventList {
  const isFile = sawStart && (input?.kind === 'file' || input?.kind === 'buffer');
  const start = isFile ? first : 0;
  const shifted = (time: number) => Math.max(0, time - start);
  const clock: TimeBase = { kind: 'clock', zero: new Date(Number.isFinite(zero) ? zero : Date.now()) };
  return {
    file: input?.label ?? '',
    timeBase: isFile ? { kind: 'file' } : clock,
    model: { name: model?.name ?? '', version: model?.version ?? '' },
    band: { low: model?.fMin ?? 0, high: model?.fMax ?? 0 },
    heardUntil: shifted(until),
    detections: detections.map((detection) => ({
      ...detection,
      onset: shifted(detection.onset),
      offset: detection.offset === null ? null : shifted(detection.offset),
    })),
  };
}
