import { neighbourLayout, FEWEST_FOR_NEIGHBOURS } from '../../explore/neighbour-layout.js';
import { FEWEST_RECORDINGS, recordingMap, type RecordingMap, type ValueKind } from '../../explore/recording-map.js';
import { nextTask } from '../../lifetime/next-task.js';
import { yielding } from '../../lifetime/yielding.js';
import { seededRandom } from '../../teach/data/seeded-random.js';
import type { ExploredSound } from './explored-sounds.js';

/** Longest time without yielding to the page, ms. */
const SLICE = 8;
/** The same recordings give the same layout. */
const SEED = 1;

/** How recordings are laid out. */
export type Layout = 'pca' | 'neighbours';

/** The maps of the recordings, computed again when these change. The newest request wins. Main thread. */
export class DrawnMaps {
  /** The recordings that the maps show. */
  sounds: readonly ExploredSound[] = [];
  maps: Readonly<Record<ValueKind, RecordingMap>> | undefined;
  isBusy = false;
  /** Places by neighbours, by kind; empty until they are asked for. */
  readonly #neighbours = new Map<ValueKind, Float64Array>();
  #abort = new AbortController();
  readonly #changed: () => void;

  /** @param changed called when maps or places are there */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Returns the places of the recordings, `[n × 2]`; undefined until they are computed. */
  points(kind: ValueKind, layout: Layout): Float64Array | undefined {
    return layout === 'pca' ? this.maps?.[kind].points : this.#neighbours.get(kind);
  }

  /** Whether there are enough recordings for a layout by neighbours. */
  get hasNeighbours(): boolean {
    return this.sounds.length >= FEWEST_FOR_NEIGHBOURS;
  }

  /** Computes the maps of recordings, and the layout that is shown. */
  async draw(sounds: readonly ExploredSound[], kind: ValueKind, layout: Layout): Promise<void> {
    const { signal } = this.#restart();
    if (sounds.length < FEWEST_RECORDINGS) {
      [this.sounds, this.maps, this.isBusy] = [sounds, undefined, false];
      this.#neighbours.clear();
      this.#changed();
      return;
    }
    // The page shows that it computes before it does.
    await nextTask();
    await nextTask();
    if (signal.aborted) return;
    const descriptors = recordingMap(sounds, 'descriptors');
    await nextTask();
    if (signal.aborted) return;
    const isSame = sounds.length === this.sounds.length && sounds.every(({ id }, i) => id === this.sounds[i]!.id);
    this.maps = { descriptors, embedding: recordingMap(sounds, 'embedding') };
    this.sounds = sounds;
    // Another class does not move a recording.
    if (!isSame) this.#neighbours.clear();
    this.isBusy = false;
    this.#changed();
    await this.layOut(kind, layout);
  }

  /** Computes the layout that is shown, unless it is there. */
  async layOut(kind: ValueKind, layout: Layout): Promise<void> {
    if (layout === 'pca' || !this.maps || this.#neighbours.has(kind) || !this.hasNeighbours) return;
    const { signal } = this.#restart();
    const pause = yielding(SLICE);
    await nextTask();
    await nextTask();
    const { components } = this.maps[kind];
    try {
      const points = await neighbourLayout(components, { random: seededRandom(SEED), pause, signal });
      this.#neighbours.set(kind, points);
    } catch (cause) {
      if (signal.aborted) return;
      throw cause;
    }
    this.isBusy = false;
    this.#changed();
  }

  /** Ends what is being computed. */
  stop(): void {
    this.#abort.abort();
    this.isBusy = false;
  }

  #restart(): AbortController {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.isBusy = true;
    this.#changed();
    return this.#abort;
  }
}
