import { autoencoderUrls } from '../../assets.js';
import { PinnaError, unforeseenError } from '../../errors.js';
import { loadPart } from '../../lifetime/load-part.js';
import type { Frames } from '../../listener/listener-events.js';
import { fetchAutoencoder } from '../../novelty/autoencoder/load-autoencoder.js';
import { ExpectedPicture, MOST_COLUMNS, type ExpectedFrames } from '../../novelty/expected-picture.js';
import { FamiliarSounds, MOST_KINDS } from '../../novelty/familiar-sounds.js';
import type { ScoredMoment } from '../../novelty/moment.js';
import { readableHeard } from '../../novelty/readable-heard.js';

/** What decides: the distance of the embedding, or the error of the expected picture. */
export type NoveltyMethod = 'sound' | 'picture';

/** What a step brought. */
export interface HeardStepResult {
  /** Moments by each method. */
  readonly moments: Readonly<Record<NoveltyMethod, readonly ScoredMoment[]>>;
  /** Expected frames; undefined until the auto-encoder has loaded. */
  readonly expected: ExpectedFrames | undefined;
}

interface HeardPlaceOptions {
  /** Returns the name under which it is stored; undefined to store nothing. */
  readonly name: () => string | undefined;
  /** Returns the address of the folder of the auto-encoder; undefined for the one beside the package's script. */
  readonly folder: () => string | undefined;
  /** Called when `problem` or `isStored` changes, and when something has loaded. */
  readonly onChange: () => void;
}

/** Time between two writes, ms. */
const WRITE_INTERVAL = 30_000;

/** The two memories of a place, loaded and stored on this device as they are needed. Main thread. */
export class HeardPlace {
  readonly #options: HeardPlaceOptions;
  #sounds: FamiliarSounds | undefined;
  #pictures: ExpectedPicture | undefined;
  /** Networks that `#sounds` and `#pictures` are of; set when their loading begins. */
  #soundsOf: string | undefined;
  #picturesOf: string | undefined;
  /** Settles when all writes so far have ended. */
  #writing: Promise<void> = Promise.resolve();
  #wroteAt = 0;
  /** Changes when all is forgotten: what is still loading does not count then. */
  #generation = 0;
  /** Why there is no expected picture; undefined if there is one, or none was needed yet. */
  problem: PinnaError | undefined;
  /** Whether the device refuses to store the memories. */
  isRefused = false;

  constructor(options: HeardPlaceOptions) {
    this.#options = options;
  }

  /** How much of the warm-up of a method is over, 0 to 1. */
  readiness(method: NoveltyMethod): number {
    return (method === 'sound' ? this.#sounds : this.#pictures)?.readiness ?? 0;
  }

  /** Number of known kinds of sound. */
  get kinds(): number {
    return this.#sounds?.kinds ?? 0;
  }

  /** Adds a step of live sound with log-mel frames. The first steps are left out while what is stored is read. */
  push({ time, features, embedding }: Frames): HeardStepResult {
    if (embedding && this.#soundsOf !== embedding.network) void this.#loadSounds(embedding.network, embedding.size);
    if (this.#picturesOf === undefined) void this.#loadPictures();
    const isReady = features && embedding && embedding.network === this.#soundsOf;
    const sound = (isReady && this.#sounds?.push({ time, features, embedding })) || [];
    const expected = features && this.#pictures?.push(time, features);
    if (performance.now() - this.#wroteAt > WRITE_INTERVAL) void this.store();
    return { moments: { sound, picture: expected?.moments ?? [] }, expected };
  }

  /** Stores both memories, if the place has a name. Never rejects. */
  store(): Promise<void> {
    this.#wroteAt = performance.now();
    const name = this.#options.name();
    const parts = [
      [this.#soundsOf, this.#sounds],
      [this.#picturesOf, this.#pictures],
    ] as const;
    return this.#write(async () => {
      if (name === undefined) return;
      const { storeHeard } = await loadStore();
      for (const [key, part] of parts) if (key && part) await storeHeard(name, key, part.state);
    });
  }

  /** Forgets the place, also on the device. Never rejects. */
  forget(): Promise<void> {
    this.#generation += 1;
    this.#sounds = this.#pictures = this.#soundsOf = this.#picturesOf = undefined;
    const name = this.#options.name();
    return this.#write(async () => {
      if (name !== undefined) await (await loadStore()).forgetHeard(name);
    });
  }

  async #loadSounds(network: string, size: number): Promise<void> {
    void this.store();
    this.#soundsOf = network;
    this.#sounds = undefined;
    const generation = this.#generation;
    const stored = readableHeard(await this.#read(network), size, MOST_KINDS);
    if (this.#soundsOf !== network || this.#generation !== generation) return;
    this.#sounds = new FamiliarSounds(size, stored);
    this.#options.onChange();
  }

  async #loadPictures(): Promise<void> {
    this.#picturesOf = '';
    const generation = this.#generation;
    try {
      const model = await fetchAutoencoder(autoencoderUrls(this.#options.folder()));
      const { latents, weights } = model.manifest;
      const stored = readableHeard(await this.#read(weights.sha256), latents, MOST_COLUMNS);
      if (this.#generation !== generation) return;
      this.#picturesOf = weights.sha256;
      this.#pictures = new ExpectedPicture(model, stored);
      this.problem = undefined;
    } catch (error) {
      if (this.#generation !== generation) return;
      this.problem = error instanceof PinnaError ? error : unforeseenError(error);
    }
    this.#options.onChange();
  }

  async #read(key: string): Promise<unknown> {
    const name = this.#options.name();
    if (name === undefined) return undefined;
    try {
      await this.#writing;
      return await (await loadStore()).readHeard(name, key);
    } catch {
      this.#refuse(true);
      return undefined;
    }
  }

  #write(work: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(work).then(
      () => this.#refuse(false),
      () => this.#refuse(true),
    );
    return this.#writing;
  }

  #refuse(isRefused: boolean): void {
    if (isRefused === this.isRefused) return;
    this.isRefused = isRefused;
    this.#options.onChange();
  }
}

/** Loads the code that stores places. @throws PinnaError `files-missing` */
const loadStore = () => loadPart(import('./place-store.js'), "Pinna's code for stored places", 'reload the page');
