import { unforeseenError, type PinnaError } from '../../errors.js';
import { fittedPoints } from '../../explore/fitted-points.js';
import type { PicturePoint } from '../../explore/lasso.js';
import type { RecordingMaps } from '../../explore/recording-map.js';
import {
  FEWEST_FOR_NEIGHBOURS,
  FEWEST_RECORDINGS,
  type Layout,
  type RecordingValues,
  type ValueKind,
} from '../../explore/recording-values.js';
import { MapClient } from '../../worker/page/map-client.js';
import type { ExploredSound } from './explored-sounds.js';
import { MAP_SIZE } from './map-picture.js';

/** What the map shows. */
interface ShownMap {
  readonly kind: ValueKind;
  readonly layout: Layout;
}

interface DrawnMapsOptions {
  /** Returns the address of the worker's script. @throws PinnaError `bad-option` */
  readonly url: () => string;
  /** Called at each change and progress. */
  readonly onChange: () => void;
  /** Called if the worker fails. */
  readonly onFailure: (error: PinnaError) => void;
}

/**
 * The maps of the recordings. A worker computes them when the recordings change, and ends afterwards. A newer request ends it at once,
 * so the result of an older one never comes. Main thread.
 */
export class DrawnMaps {
  /** The recordings that the maps show. */
  sounds: readonly ExploredSound[] = [];
  maps: RecordingMaps | undefined;
  /** Share of the present computation, 0 to 1; undefined if there is none. */
  progress: number | undefined;
  /** Whether a computation was cancelled or failed, and was not repeated. */
  isUnfinished = false;
  readonly #options: DrawnMapsOptions;
  #client: MapClient | undefined;
  /** The newest recordings, and those of the maps. */
  #wanted: readonly ExploredSound[] = [];
  #mapped: readonly ExploredSound[] = [];
  #shown: ShownMap = { kind: 'embedding', layout: 'pca' };
  /** Places by neighbours, by kind; empty until they are asked for. */
  readonly #neighbours = new Map<ValueKind, Float64Array>();
  /** The places of the marks, computed once for each layout. */
  readonly #fitted = new WeakMap<Float64Array, readonly PicturePoint[]>();

  constructor(options: DrawnMapsOptions) {
    this.#options = options;
  }

  /** Whether there are enough recordings for a layout by neighbours. */
  get hasNeighbours(): boolean {
    return this.sounds.length >= FEWEST_FOR_NEIGHBOURS;
  }

  /** Whether the places are those of the chosen layout. Until they are computed, they are those by components. */
  get isLaidOut(): boolean {
    const { kind, layout } = this.#shown;
    return layout === 'pca' || this.#neighbours.has(kind);
  }

  /** Places of the recordings in the picture. There are maps. */
  get places(): readonly PicturePoint[] {
    const { kind, layout } = this.#shown;
    const points = (layout === 'neighbours' && this.#neighbours.get(kind)) || this.maps![kind].points;
    let places = this.#fitted.get(points);
    if (!places) this.#fitted.set(points, (places = fittedPoints(points, MAP_SIZE.width, MAP_SIZE.height)));
    return places;
  }

  /** Computes the maps of recordings. */
  draw(sounds: readonly ExploredSound[]): void {
    this.#wanted = sounds;
    // Another class does not move a recording, and is shown at once.
    if (areSame(sounds, this.sounds)) this.sounds = sounds;
    if (sounds.length < FEWEST_RECORDINGS) {
      this.#mapped = this.sounds = sounds;
      this.maps = undefined;
      this.#neighbours.clear();
    }
    this.#restart();
  }

  /** Shows other values or another layout. */
  show(shown: ShownMap): void {
    this.#shown = shown;
    if (this.progress === undefined || this.#mapped === this.#wanted) this.#restart();
  }

  /** Ends what is being computed. What was computed stays. */
  cancel(): void {
    this.#end();
    this.isUnfinished = this.#next() !== undefined;
    this.#options.onChange();
  }

  /** Computes what was cancelled, or failed. */
  resume(): void {
    if (this.isUnfinished) this.#restart();
  }

  #restart(): void {
    this.#end();
    this.isUnfinished = false;
    if (this.#next()) {
      this.progress = 0;
      void this.#run();
    }
    this.#options.onChange();
  }

  async #run(): Promise<void> {
    try {
      const client = new MapClient({
        url: this.#options.url(),
        on: {
          progress: (share) => {
            this.progress = share;
            this.#options.onChange();
          },
        },
        // The request is rejected with the same error.
        onFailure: () => undefined,
      });
      this.#client = client;
      for (let step = this.#next(); step; step = this.#next()) {
        await step(client);
        this.#options.onChange();
      }
    } catch (cause) {
      this.isUnfinished = true;
      this.#options.onFailure(unforeseenError(cause));
    }
    this.#end();
    this.#options.onChange();
  }

  #end(): void {
    this.#client?.close();
    this.#client = undefined;
    this.progress = undefined;
  }

  /** Returns the next computation; undefined if nothing is missing. */
  #next(): ((client: MapClient) => Promise<void>) | undefined {
    const { kind, layout } = this.#shown;
    if (this.#mapped !== this.#wanted) return (client) => this.#map(client);
    if (layout === 'pca' || !this.maps || !this.hasNeighbours || this.#neighbours.has(kind)) return undefined;
    return (client) => this.#layOut(client, kind, this.maps!);
  }

  async #map(client: MapClient): Promise<void> {
    const sounds = this.#wanted;
    this.maps = await client.request('maps', sounds.map(valuesOf));
    if (!areSame(sounds, this.sounds)) this.#neighbours.clear();
    this.#mapped = this.sounds = sounds;
  }

  async #layOut(client: MapClient, kind: ValueKind, maps: RecordingMaps): Promise<void> {
    this.#neighbours.set(kind, await client.request('layout', maps[kind].components));
  }
}

/** Whether two lists have the same recordings. */
const areSame = (a: readonly ExploredSound[], b: readonly ExploredSound[]) =>
  a.length === b.length && a.every(({ id }, i) => id === b[i]!.id);

/** Returns what the worker needs of a recording. */
const valuesOf = ({ descriptors, embedding, label, group }: ExploredSound): RecordingValues => ({
  descriptors,
  embedding,
  label,
  group,
});
