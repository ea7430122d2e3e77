import type { Detection } from '../../decisions/detection.js';

/** One detection in its lane. */
export interface Bar {
  readonly detection: Detection;
  /** Onset of the next bar that lies on or over it: there its label must end. Seconds; Infinity for the last. */
  readonly until: number;
}

export interface Lane {
  /** The head whose colour and place it has. */
  readonly head: 'bird' | 'genre' | 'events';
  /** A later one is drawn over an earlier one. */
  readonly bars: readonly Bar[];
}

/**
 * Puts detections into lanes: bird, music with its genre, then a fixed number of lanes for the other sounds. A detection
 * keeps its lane for as long as it is in the picture, so that nothing jumps, and a class its own while that is free.
 */
export class Lanes {
  /** By the detection's id. */
  readonly #laneOf = new Map<number, number>();

  /** @param eventLanes Number of lanes for the other sounds. */
  constructor(readonly eventLanes: number) {}

  /** @param detections In order of onset. Only what is still in the picture. */
  arrange(detections: readonly Detection[]): Lane[] {
    const music = detections.filter(({ head, label }) => head === 'events' && label === 'music');
    const genres = detections.filter(({ head }) => head === 'genre');
    const sounds = detections.filter(({ head, label }) => head === 'events' && label !== 'music');
    const shown = new Set(sounds.map(({ id }) => id));
    for (const id of this.#laneOf.keys()) if (!shown.has(id)) this.#laneOf.delete(id);
    for (const sound of sounds)
      if (!this.#laneOf.has(sound.id)) this.#laneOf.set(sound.id, this.#laneFor(sound, sounds));
    return [
      lane(
        'bird',
        detections.filter(({ head }) => head === 'bird'),
      ),
      { head: 'genre', bars: [...barsOf(music, genres), ...barsOf(genres)] },
      ...Array.from({ length: this.eventLanes }, (_, at) =>
        lane(
          'events',
          sounds.filter(({ id }) => this.#laneOf.get(id) === at),
        ),
      ),
    ];
  }

  /** Its class's lane if that is free, else the first that is empty, else the one that has been quiet for longest. */
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

/** @param over what is drawn over these, in order of onset: a genre goes on while its music is interrupted */
function barsOf(detections: readonly Detection[], over: readonly Detection[] = []): Bar[] {
  return detections.map((detection, i) => {
    const next = detections[i + 1]?.onset ?? Infinity;
    const covered = over.find(
      ({ onset, offset }) => onset >= detection.onset || (offset ?? Infinity) > detection.onset,
    );
    return { detection, until: Math.min(next, Math.max(covered?.onset ?? Infinity, detection.onset)) };
  });
}
