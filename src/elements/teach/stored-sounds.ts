import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { loadPart } from '../../lifetime/load-part.js';
import type { ReadableState } from '../../listener/readable-taught-state.js';
import type { TaughtState } from '../../listener/taught-state.js';
import { isFull } from '../../storage/is-full.js';
import type { ListenerLike } from '../listener/listener-controller.js';
import { isRestoredAs, noteRestored } from '../listener/restored-listeners.js';

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
   * Restores what is stored, unless the listener has it. Sounds that are taught already, as those of an attribute, stay beside it; of two
   * with one name the stored one counts, because the user has taught it.
   *
   * @returns the error `wrong-network` if another network has learnt the sounds: they are set aside then, and their examples are kept.
   *   Otherwise undefined
   * @throws PinnaError as `TaughtSounds.restore`; as `TaughtSounds.addMissing` if what is stored was restored without the sounds beside it
   */
  async restore(): Promise<PinnaError | undefined> {
    const listener = this.#options.listener();
    const name = this.#options.name();
    this.#isRestored = false;
    if (!name || !listener) return undefined;
    if (isRestoredAs(listener, name)) {
      this.#restored(listener, name);
      return undefined;
    }
    let stored: ReadableState | undefined;
    try {
      await this.#writing;
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
      // Of two of one class, the first counts.
      const corrections = [...listener.taught.state.corrections, ...state.corrections];
      problem = await restoreIn(listener, { ...state, corrections });
      try {
        if (given) await listener.taught.addMissing(given);
      } finally {
        this.#restored(listener, name);
        if (listener === this.#options.listener()) this.#report(undefined, this.dropped + dropped);
      }
    } else this.#restored(listener, name);
    return problem;
  }

  /** Begins to store what a listener knows, which has what was stored before. Something may have been taught meanwhile. */
  #restored(listener: ListenerLike, name: string): void {
    noteRestored(listener, name);
    // The view may show another listener by now, and restores that.
    if (listener !== this.#options.listener()) return;
    this.#isRestored = true;
    void this.store();
  }

  /** Stores all that is known about the sounds, after all earlier states. `problem` says if that fails. */
  store(): Promise<void> {
    const listener = this.#options.listener();
    const name = this.#options.name();
    if (name && listener && this.#isRestored) this.#writing = this.#writing.then(() => this.#store(listener, name));
    return this.#writing;
  }

  async #store(listener: ListenerLike, name: string): Promise<void> {
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

/** Loads the code that stores taught sounds. @throws PinnaError `files-missing` */
const loadStore = () => loadPart(import('./taught-store.js'), "Pinna's code for storing taught sounds", 'try again');
