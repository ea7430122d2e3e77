import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { loadPart } from '../../lifetime/load-part.js';
import type { ReadableState } from '../../listener/readable-taught-state.js';
import type { TaughtState } from '../../listener/taught-state.js';
import { isFull } from '../../storage/is-full.js';
import type { TaughtSet } from '../../teach/file/taught-file.js';
import type { ListenerLike } from '../listener/listener-controller.js';

/** Why sounds are not stored: the browser has no more space, or it refuses. */
export type StoreProblem = 'full' | 'refused';

interface StoredSoundsOptions {
  /** Returns the listener whose sounds are stored; undefined for none. */
  readonly listener: () => ListenerLike | undefined;
  /** Returns the name under which they are stored; undefined to store nothing. */
  readonly name: () => string | undefined;
  /** Called when `problem` or `dropped` changes. */
  readonly onChange: () => void;
}

/** Keeps the taught sounds of a listener on this device, with their examples and the personal corrections. Main thread. */
export class StoredSounds {
  readonly #options: StoredSoundsOptions;
  /** Whether what is stored was read. Only then is it written. */
  #isRestored = false;
  /** Settles when all states so far have been written. */
  #writing: Promise<void> = Promise.resolve();
  /** Why the sounds are not stored; undefined if they are. They then last until the page is closed. */
  problem: StoreProblem | undefined;
  /** Number of stored parts that were damaged and left out so far. */
  dropped = 0;

  constructor(options: StoredSoundsOptions) {
    this.#options = options;
  }

  /**
   * Restores what is stored. Sounds that are taught already, as those of an attribute, stay beside it; of two with one name the stored one
   * counts, because the user has taught it.
   *
   * @returns the error `wrong-network` if another network has learnt the sounds: they are set aside then, and their examples are kept.
   *   Otherwise undefined
   * @throws PinnaError as `TaughtSounds.restore`
   */
  async restore(): Promise<PinnaError | undefined> {
    const listener = this.#options.listener();
    const name = this.#options.name();
    this.#isRestored = false;
    if (!name || !listener) return undefined;
    let stored: ReadableState | undefined;
    try {
      stored = await (await loadStore()).readTaught(name);
    } catch (cause) {
      // Nothing is written then either: what is stored may still be there.
      if (listener === this.#options.listener()) this.#report(cause, this.dropped);
      return undefined;
    }
    // The view may show another listener by now, and restores that.
    if (listener !== this.#options.listener()) return undefined;
    let problem: PinnaError | undefined;
    if (stored) {
      const { state, dropped } = stored;
      const given = listener.taught.set;
      const corrections = [...listener.taught.corrections, ...state.corrections];
      problem = await restoreIn(listener, { ...state, corrections });
      if (given) await addMissing(listener, given);
      if (listener !== this.#options.listener()) return undefined;
      this.#report(undefined, this.dropped + dropped);
    }
    this.#isRestored = true;
    // Something may have been taught meanwhile.
    if (listener.taught.set) void this.store();
    return problem;
  }

  /** Stores all that is known about the sounds, after all earlier states. `problem` says if that fails. */
  store(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#store());
    return this.#writing;
  }

  async #store(): Promise<void> {
    const listener = this.#options.listener();
    const name = this.#options.name();
    if (!name || !listener || !this.#isRestored) return;
    try {
      await (await loadStore()).storeTaught(name, listener.taught.state);
      this.#report(undefined, this.dropped);
    } catch (cause) {
      this.#report(cause, this.dropped);
    }
  }

  /** @param cause why the store does not work; undefined if it does */
  #report(cause: unknown, dropped: number): void {
    const problem = cause === undefined ? undefined : isFull(cause) ? 'full' : 'refused';
    if (problem === this.problem && dropped === this.dropped) return;
    this.problem = problem;
    this.dropped = dropped;
    this.#options.onChange();
  }
}

/** Restores a state; sets its sounds aside if another network has learnt them. @returns the error `wrong-network` then */
async function restoreIn({ taught }: ListenerLike, state: TaughtState): Promise<PinnaError | undefined> {
  try {
    await taught.restore(state);
    return undefined;
  } catch (cause) {
    if (!(cause instanceof PinnaError) || cause.code !== PinnaErrorCode.WrongNetwork) throw cause;
    await taught.restore({ ...state, set: undefined, others: [...state.others, ...(state.set ? [state.set] : [])] });
    await taught.changeNetwork();
    return cause;
  }
}

/** Adds the sounds whose names are not taught. @throws PinnaError as `TaughtSounds.import` */
async function addMissing({ taught }: ListenerLike, given: TaughtSet): Promise<void> {
  const names = new Set(taught.set?.classes.map(({ label }) => label));
  const classes = given.classes.filter(({ label }) => !names.has(label));
  if (classes.length > 0 || given.faders) await taught.import({ ...given, classes });
}

/** Loads the code that stores taught sounds. @throws PinnaError `files-missing` */
const loadStore = () => loadPart(import('./taught-store.js'), "Pinna's code for storing taught sounds", 'try again');
