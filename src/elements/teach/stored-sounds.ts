import { TAUGHT } from '../../decisions/embedding-head.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { loadPart } from '../../lifetime/load-part.js';
import type { Correction, TaughtState } from '../../listener/taught-sounds.js';
import type { TaughtSet } from '../../teach/file/taught-file.js';
import type { ListenerLike } from '../listener/listener-controller.js';

/** Why sounds that should be stored are only in memory. */
export interface StoreProblem {
  /** The browser refuses storage, or has no more space. */
  readonly kind: 'refused' | 'full';
  /** `not-written`. */
  readonly error: PinnaError;
}

interface StoredSoundsOptions {
  /** Returns the listener whose sounds are stored; undefined for none. */
  readonly listener: () => ListenerLike | undefined;
  /** Returns the name under which they are stored; undefined to store nothing. */
  readonly name: () => string | undefined;
  /** Called when sounds could not be read or stored, and with undefined when they are stored again. */
  readonly onProblem: (problem: StoreProblem | undefined) => void;
}

/** Keeps the taught sounds of a listener on this device, with their examples and the personal corrections. Main thread. */
export class StoredSounds {
  readonly #options: StoredSoundsOptions;
  /** Whether what is stored was read. Only then is it written. */
  #isRestored = false;
  /** Stored corrections that wait for the model. */
  #corrections: readonly Correction[] = [];

  constructor(options: StoredSoundsOptions) {
    this.#options = options;
  }

  /**
   * Restores what is stored. Sounds that are taught already, as those of an attribute, stay beside it; of two with one name the stored one
   * counts, because the user has taught it.
   *
   * @returns the error `wrong-network` if another network has learnt the sounds: their examples are restored then, but not the
   *   sounds. Otherwise undefined
   * @throws PinnaError as `TaughtSounds.restore`
   */
  async restore(): Promise<PinnaError | undefined> {
    const listener = this.#options.listener();
    const name = this.#options.name();
    this.#isRestored = false;
    if (!name || !listener) return undefined;
    let state: TaughtState | undefined;
    try {
      const { readTaught } = await loadStore();
      state = await readTaught(name);
    } catch (cause) {
      // What is stored stays as it is: it is written only after it was read.
      this.#options.onProblem(problemOf(cause));
      return undefined;
    }
    // The view may show another listener by now, and restores that.
    if (listener !== this.#options.listener()) return undefined;
    let problem: PinnaError | undefined;
    if (state) {
      const given = listener.taught.set;
      this.#corrections = state.corrections;
      problem = await restoreIn(listener, { ...state, corrections: listener.taught.corrections });
      if (given) await addMissing(listener, given);
      if (listener !== this.#options.listener()) return undefined;
    }
    this.#isRestored = true;
    this.applyCorrections();
    // Something may have been taught meanwhile.
    if (listener.taught.set) void this.store();
    return problem;
  }

  /** Applies the stored corrections once the model is known. Those of classes that it lacks stay stored. */
  applyCorrections(): void {
    const listener = this.#options.listener();
    const heads = listener?.model?.heads;
    if (!listener || !heads || this.#corrections.length === 0) return;
    const isTaught = (label: string) => listener.taught.set?.classes.some((one) => one.label === label) ?? false;
    const isKnown = ({ head, label }: Correction) =>
      head === TAUGHT
        ? isTaught(label)
        : heads.some(({ name, classes }) => name === head && classes.some((each) => each.name === label));
    const known = this.#corrections.filter(isKnown);
    this.#corrections = this.#corrections.filter((correction) => !isKnown(correction));
    listener.taught.addCorrections(known);
  }

  /** Stores all that is known about the sounds. */
  async store(): Promise<void> {
    const listener = this.#options.listener();
    const name = this.#options.name();
    if (!name || !listener || !this.#isRestored) return;
    const { state } = listener.taught;
    try {
      const { storeTaught } = await loadStore();
      await storeTaught(name, { ...state, corrections: [...state.corrections, ...this.#corrections] });
      this.#options.onProblem(undefined);
    } catch (cause) {
      // The sounds last until the page is closed.
      this.#options.onProblem(problemOf(cause));
    }
  }
}

/** Restores a state; without its sounds if another network has learnt them. @returns the error `wrong-network` then */
async function restoreIn({ taught }: ListenerLike, state: TaughtState): Promise<PinnaError | undefined> {
  try {
    await taught.restore(state);
    return undefined;
  } catch (cause) {
    if (!(cause instanceof PinnaError) || cause.code !== PinnaErrorCode.WrongNetwork) throw cause;
    await taught.restore({ ...state, set: undefined });
    return cause;
  }
}

/** Adds the sounds whose names are not taught. @throws PinnaError as `TaughtSounds.import` */
async function addMissing({ taught }: ListenerLike, given: TaughtSet): Promise<void> {
  const names = new Set(taught.set?.classes.map(({ label }) => label));
  const classes = given.classes.filter(({ label }) => !names.has(label));
  if (classes.length > 0 || given.faders) await taught.import({ ...given, classes });
}

function problemOf(cause: unknown): StoreProblem {
  const isFull = (cause as Partial<DOMException> | undefined)?.name === 'QuotaExceededError';
  const error = new PinnaError(
    PinnaErrorCode.NotWritten,
    'The browser does not store the taught sounds. They last until the page is closed. Save them as a file.',
    { cause },
  );
  return { kind: isFull ? 'full' : 'refused', error };
}

/** Loads the code that stores taught sounds. @throws PinnaError `files-missing` */
const loadStore = () => loadPart(import('./taught-store.js'), "Pinna's code for storing taught sounds", 'try again');
