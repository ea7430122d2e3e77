import type { Detection } from '../../decisions/detection.js';
import { questionOf } from '../../decisions/question.js';

/** One detection in its lane. */
export interface Bar {
  readonly detection: Detection;
  /** Onset of the next bar in or over this lane, seconds; Infinity for the last bar. The bar's label must end there. */
  readonly until: number;
}

export interface Lane {
  /** The head that gives the lane its colour and position. */
  readonly head: 'bird' | 'genre' | 'events';
  /** A later bar is drawn over an earlier one. */
  readonly bars: readonly Bar[];
}

/**
 * Assigns detections to lanes: one for birds of any kind, one for music with its genre, then a fixed number for other sounds. A
 * detection keeps its lane while it is visible, so that bars do not jump. A class reuses its previous lane if that lane is
 * free.
 */
export class Lanes {
  /** Lane number by detection id. */
  readonly #laneOf = new Map<number, number>();

  /** @param eventLanes number of lanes for other sounds */
  constructor(readonly eventLanes: number) {}

  /**
   * Returns the lanes with their bars.
   *
   * @param detections only those still visible, in order of onset
   */
  arrange(detections: readonly Detection[]): Lane[] {
    const isBird = (detection: Detection) => questionOf(detection) === 'bird';
    const birds = detections.filter(({ head }) => head === 'bird');
    const kinds = detections.filter((detection) => detection.head !== 'bird' && isBird(detection));
    const music = detections.filter(({ head, label }) => head === 'events' && label === 'music');
    const genres = detections.filter(({ head }) => head === 'genre');
    const sounds = detections.filter(
      (detection) => !['bird', 'genre'].includes(detection.head) && detection.label !== 'music' && !isBird(detection),
    );
    const shown = new Set(sounds.map(({ id }) => id));
    for (const id of this.#laneOf.keys()) if (!shown.has(id)) this.#laneOf.delete(id);
    for (const sound of sounds)
      if (!this.#laneOf.has(sound.id)) this.#laneOf.set(sound.id, this.#laneFor(sound, sounds));
    return [
      { head: 'bird', bars: [...barsOf(birds, kinds), ...barsOf(kinds)] },
      { head: 'genre', bars: [...barsOf(music, genres), ...barsOf(genres)] },
      ...Array.from({ length: this.eventLanes }, (_, at) =>
        lane(
          'events',
          sounds.filter(({ id }) => this.#laneOf.get(id) === at),
        ),
      ),
    ];
  }

  /**
   * Returns the lane of the same class if it is free, otherwise the lane that has been free for longest (an empty one
   * first).
   */
  #laneFor({ label, onset }: Detection, sounds: readonly Detection[]): number {
    const busyUntil = Array.from({ length: this.eventLanes }, () => -Infinity);
    let own = -1;
    for (const other of sounds) {
      const at = this.#laneOf.get(other.id);
      if (at === undefined) continue;
      busyUntil[at] = Math.max(busyUntil[at]!, other.offset ?? Infinity);
      if (other.label === label) own = at;
    }
    return busyUntil[own]! <= onset ? own : busyUntil.indexOf(Math.min(...busyUntil));
  }
}

function lane(head: Lane['head'], detections: readonly Detection[]): Lane {
  return { head, bars: barsOf(detections) };
}

/**
 * Returns the bars of a lane.
 *
 * @param over detections drawn over these, in order of onset: a genre may continue while its music is interrupted
 */
function barsOf(detections: readonly Detection[], over: readonly Detection[] = []): Bar[] {
  return detections.map((detection, i) => {
    const next = detections[i + 1]?.onset ?? Infinity;
    const covered = over.find(
      ({ onset, offset }) => onset >= detection.onset || (offset ?? Infinity) > detection.onset,
    );
    return { detection, until: Math.min(next, Math.max(covered?.onset ?? Infinity, detection.onset)) };
  });
}
