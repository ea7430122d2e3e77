import { PinnaError, PinnaErrorCode } from '../errors.js';
import {
  namesIn,
  withoutClass,
  withoutFader,
  withRenamedClass,
  withRenamedFader,
  withSet,
} from '../teach/file/set-parts.js';
import type { TaughtSet } from '../teach/file/taught-file.js';
import type { TeachingHost } from './teaching-host.js';

/** Sounds and faders that were taught to other networks than the one that runs. They wait for their model. Main thread. */
export class OtherNetworks {
  readonly #host: Pick<TeachingHost, 'request'>;
  #sets: readonly TaughtSet[] = [];

  constructor(host: Pick<TeachingHost, 'request'>) {
    this.#host = host;
  }

  /** The sounds, one set for each network. */
  get sets(): readonly TaughtSet[] {
    return this.#sets;
  }

  /** Replaces all of them. */
  replace(sets: readonly TaughtSet[]): void {
    this.#sets = sets;
  }

  /** Names of the sounds and faders that a set lacks. */
  namesBeside(set: TaughtSet | undefined): readonly string[] {
    const own = new Set(namesIn(set));
    return [...new Set(this.#sets.flatMap(namesIn))].filter((name) => !own.has(name));
  }

  /** Keeps sounds and faders for the network that they were taught to. They replace those of the same names. */
  setAside(set: TaughtSet): void {
    this.#sets = withSet(this.#sets, set);
  }

  /**
   * Uses the sounds that were taught to the network that runs, if there are any.
   * @throws PinnaError `model-corrupt`, `worker-failed`; those of `use`
   */
  async takeBack(use: (set: TaughtSet) => Promise<void>): Promise<void> {
    for (const set of this.#sets) {
      if (!(await this.#fits(set))) continue;
      await use(set);
      this.#sets = this.#sets.filter((one) => one !== set);
      break;
    }
  }

  /** Whether sounds were taught to the network that runs; not if it cannot be taught. @throws PinnaError `model-corrupt`, `worker-failed` */
  async #fits(set: TaughtSet): Promise<boolean> {
    try {
      await checkNetwork(this.#host, set);
      return true;
    } catch (error) {
      const { WrongNetwork, ModelMissing } = PinnaErrorCode;
      if (error instanceof PinnaError && (error.code === WrongNetwork || error.code === ModelMissing)) return false;
      throw error;
    }
  }

  /** Forgets a sound. */
  forgetClass(label: string): void {
    this.#sets = this.#sets.flatMap((set) => withoutClass(set, label) ?? []);
  }

  /** Forgets a fader. */
  forgetFader(name: string): void {
    this.#sets = this.#sets.flatMap((set) => withoutFader(set, name) ?? []);
  }

  /** Renames a sound. A set that has the other name already stays as it is. */
  renameClass(label: string, to: string): void {
    this.#sets = this.#sets.map((set) =>
      set.classes.some((other) => other.label === to) ? set : withRenamedClass(set, label, to),
    );
  }

  /** Renames a fader. A set that has the other name already stays as it is. */
  renameFader(name: string, to: string): void {
    this.#sets = this.#sets.map((set) =>
      set.faders?.some((other) => other.name === to) ? set : withRenamedFader(set, name, to),
    );
  }
}

/** Checks that sounds belong to the network that runs. @throws PinnaError `wrong-network`, `model-missing`, `model-corrupt`, `worker-failed` */
export async function checkNetwork(host: Pick<TeachingHost, 'request'>, set: TaughtSet): Promise<void> {
  // Any request with the sounds checks it.
  await host.request('uncertain', { set, spans: [], count: 0 });
}
