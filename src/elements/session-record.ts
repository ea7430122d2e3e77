import type { Detection } from '../decisions/detection';
import type { EventList, TimeBase } from '../formats/event-list';
import type { Frames, InputInfo } from '../listener-events';
import type { ModelInfo } from '../worker/protocol';

/** What an export says of a listening session beside its detections, gathered from the listener's events. */
export class SessionRecord {
  #sawStart = false;
  /** Time of the first frame, seconds. */
  #first: number | undefined;
  /** Time after the last frame, seconds. */
  #until = 0;
  /** Wall-clock time of second 0, milliseconds. */
  #zero = Infinity;

  /** @param starting Whether the session is heard from its beginning, and not joined on the way. */
  reset(starting: boolean): void {
    this.#sawStart = starting;
    this.#first = undefined;
    this.#until = 0;
    this.#zero = Infinity;
  }

  /**
   * @param hopSeconds of the model
   * @param now wall-clock time, milliseconds
   */
  hear({ time, frames }: Frames, hopSeconds: number, now = Date.now()): void {
    this.#first ??= time;
    this.#until = time + frames * hopSeconds;
    // Frames come late, never early: the least late tells best, to within the latency of some hundredths of a second.
    this.#zero = Math.min(this.#zero, now - this.#until * 1000);
  }

  /**
   * Live sound keeps the clock's times. A file or buffer that was played gets times from its own start, which is the first
   * frame's, so that they fit the file wherever it is opened next.
   */
  list(detections: readonly Detection[], model: ModelInfo | undefined, input: InputInfo | undefined): EventList {
    const isFile = this.#sawStart && (input?.kind === 'file' || input?.kind === 'buffer');
    const start = isFile ? (this.#first ?? 0) : 0;
    const shifted = (time: number) => Math.max(0, time - start);
    const zero = new Date(Number.isFinite(this.#zero) ? this.#zero : Date.now());
    const timeBase: TimeBase = isFile ? { kind: 'file' } : { kind: 'clock', zero };
    return {
      file: input?.label ?? '',
      timeBase,
      model: { name: model?.name ?? '', version: model?.version ?? '' },
      band: { low: model?.fMin ?? 0, high: model?.fMax ?? 0 },
      heardUntil: shifted(this.#until),
      detections: detections.map((detection) => ({
        ...detection,
        onset: shifted(detection.onset),
        offset: detection.offset === null ? null : shifted(detection.offset),
      })),
    };
  }
}
