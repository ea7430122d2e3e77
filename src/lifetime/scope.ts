/** Owns everything that one run of a listener started, and ends it once, last first. */
export class Scope {
  readonly #endings: (() => void | Promise<void>)[] = [];
  #closing: Promise<void> | undefined;

  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  /** Registers an ending. Called on a closed scope, the ending runs at once: nothing that starts late is left behind. */
  add(ending: () => void | Promise<void>): void {
    if (this.isClosed) void ending();
    else this.#endings.push(ending);
  }

  /** Runs all endings, the last registered first; every call gives the same promise. An ending that fails stops no other. */
  close(): Promise<void> {
    this.#closing ??= this.#runAll();
    return this.#closing;
  }

  async #runAll(): Promise<void> {
    for (let ending = this.#endings.pop(); ending; ending = this.#endings.pop()) {
      try {
        await ending();
      } catch {
        // An ending fails when its object is already gone, which is what was wanted.
      }
    }
  }
}
