import type { Detection } from '../decisions/detection';

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
 * Puts detections into lanes: bird, music with its genre, then a fixed number of lanes for the other sounds. A class
 * keeps its lane for as long as it is in the picture, so that nothing jumps.
 */
export class Lanes {
  readonly #laneOf = new Map<string, number>();

  constructor(private readonly eventLanes: number) {}

  /** @param detections In order of onset. Only what is still in the picture. */
  arrange(detections: readonly Detection[]): Lane[] {
    const music = detections.filter(({ head, label }) => head === 'events' && label === 'music');
    const genres = detections.filter(({ head }) => head === 'genre');
    const sounds = detections.filter(({ head, label }) => head === 'events' && label !== 'music');
    const heardUntil = new Map(sounds.map(({ label, offset }) => [label, offset ?? Infinity]));
    for (const label of this.#laneOf.keys()) if (!heardUntil.has(label)) this.#laneOf.delete(label);
    for (const label of heardUntil.keys()) {
      if (!this.#laneOf.has(label)) this.#laneOf.set(label, this.#quietestLane(heardUntil));
    }
    return [
      lane(
        'bird',
        detections.filter(({ head }) => head === 'bird'),
      ),
      { head: 'genre', bars: [...barsOf(music, genres), ...barsOf(genres)] },
      ...Array.from({ length: this.eventLanes }, (_, at) =>
        lane(
          'events',
          sounds.filter(({ label }) => this.#laneOf.get(label) === at),
        ),
      ),
    ];
  }

  /** A free lane, else the one that has been quiet for longest. */
  #quietestLane(heardUntil: ReadonlyMap<string, number>): number {
    const busyUntil = Array.from({ length: this.eventLanes }, () => -Infinity);
    for (const [label, at] of this.#laneOf) busyUntil[at] = Math.max(busyUntil[at]!, heardUntil.get(label)!);
    return busyUntil.indexOf(Math.min(...busyUntil));
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
