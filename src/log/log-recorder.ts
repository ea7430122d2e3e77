import type { InputInfo } from '../capture/sources/source.js';
import type { Detection, DetectionChange } from '../decisions/detection.js';
import { analysedBand } from '../features/frame-geometry.js';
import type { FeatureGeometry } from '../features/log-mel-parameters.js';
import { dayOf, type LogEntry } from './log-entry.js';
import { WallClock } from './wall-clock.js';

/** What an entry says about the origin of its detection. */
export interface DetectionOrigin {
  readonly input: InputInfo | undefined;
  readonly model: { readonly name: string; readonly version: string; readonly features: FeatureGeometry } | undefined;
}

/** Returns an id that no other listening session has, on this page or another. */
function randomRun(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(2));
  return [...numbers].map((number) => number.toString(36)).join('');
}

/** Turns the detections of one listener into log entries. */
export class LogRecorder {
  #run = randomRun();
  #clock = new WallClock();
  /** Whether the listening session is recorded from its start. */
  #isFromStart = false;
  #firstFrame: number | undefined;
  #analysedUntil = 0;
  /** Entries of the lasting sounds, by the number of the detection. */
  readonly #open = new Map<number, LogEntry>();
  /** Entries that `interrupt` has ended, by the number of the detection. */
  readonly #interrupted = new Map<number, LogEntry>();

  /** Id of the listening session. */
  get run(): string {
    return this.#run;
  }

  /**
   * Begins a listening session.
   *
   * @param isFromStart whether it is recorded from its start
   * @returns the entries of sounds that still lasted, with their ends
   */
  begin(isFromStart: boolean): LogEntry[] {
    const ended = this.interrupt();
    this.#interrupted.clear();
    this.#run = randomRun();
    this.#clock = new WallClock();
    this.#isFromStart = isFromStart;
    this.#firstFrame = undefined;
    this.#analysedUntil = 0;
    return ended;
  }

  /**
   * Ends the lasting sounds after events may have been missed. A later event of such a sound continues its entry.
   *
   * @returns the entries of these sounds, with the latest ends that are known
   */
  interrupt(): LogEntry[] {
    const ended = [...this.#open].map(([id, entry]) => {
      const end = { ...entry, offset: entry.until };
      this.#interrupted.set(id, end);
      return end;
    });
    this.#open.clear();
    return ended;
  }

  /**
   * Notes which sound has been analysed.
   *
   * @param from session time, seconds
   * @param to session time, seconds
   * @param now wall-clock time, ms since 1970
   */
  analysed(from: number, to: number, now: number): void {
    this.#firstFrame ??= from;
    this.#analysedUntil = to;
    this.#clock.add(to, now);
  }

  /** Returns the new or changed entry of a detection. @param now wall-clock time, ms since 1970 */
  detected({ detection }: DetectionChange, origin: DetectionOrigin, now: number): LogEntry {
    const { id, onset, offset, ...what } = detection;
    const known = this.#open.get(id) ?? this.#interrupted.get(id);
    this.#interrupted.delete(id);
    const zero = Number.isFinite(this.#clock.zero) ? this.#clock.zero : now - 1000 * (offset ?? onset);
    // The onset keeps its first estimate, so that an entry does not move.
    const began = known?.onset ?? Math.round(zero + 1000 * onset);
    const after = (time: number) => Math.round(began + 1000 * (time - onset));
    const entry: LogEntry = {
      ...what,
      ...(known ?? this.#origin(onset, origin)),
      ...what,
      id: `${this.#run}.${String(id)}`,
      day: dayOf(began),
      onset: began,
      offset: offset === null ? null : after(offset),
      until: offset === null ? Math.max(began, after(this.#analysedUntil)) : after(offset),
      run: this.#run,
      start: onset,
    };
    if (offset === null) this.#open.set(id, entry);
    else this.#open.delete(id);
    return entry;
  }

  /** Returns the entries of the lasting sounds, renewed: they have lasted at least until now. */
  renewed(): LogEntry[] {
    for (const [id, entry] of this.#open) {
      const until = Math.max(entry.until, Math.round(entry.onset + 1000 * (this.#analysedUntil - entry.start)));
      this.#open.set(id, { ...entry, until });
    }
    return [...this.#open.values()];
  }

  /** Returns the span of an entry on the clock of the listening session, seconds; undefined for another session. */
  spanOf({ run, start, onset, offset }: LogEntry): Pick<Detection, 'onset' | 'offset'> | undefined {
    if (run !== this.#run) return undefined;
    return { onset: start, offset: offset === null ? null : start + (offset - onset) / 1000 };
  }

  #origin(onset: number, { input, model }: DetectionOrigin) {
    const isFile = this.#isFromStart && (input?.kind === 'file' || input?.kind === 'buffer');
    return {
      input: input?.label ?? '',
      ...(isFile ? { inFile: Math.max(0, onset - (this.#firstFrame ?? 0)) } : {}),
      model: { name: model?.name ?? '', version: model?.version ?? '' },
      band: model ? analysedBand(model.features) : { low: 0, high: 0 },
    };
  }
}
