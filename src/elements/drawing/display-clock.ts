/** Called once per displayed frame with the frame's time, milliseconds on `performance.now()`'s clock. */
export type FrameTask = (now: number) => void;

/** One requestAnimationFrame loop for all elements; it runs only while there is a task. */
export class DisplayClock {
  readonly #tasks = new Set<FrameTask>();
  #request = 0;

  get size(): number {
    return this.#tasks.size;
  }

  add(task: FrameTask): void {
    this.#tasks.add(task);
    this.#request ||= requestAnimationFrame(this.#tick);
  }

  remove(task: FrameTask): void {
    this.#tasks.delete(task);
    if (this.#tasks.size > 0) return;
    cancelAnimationFrame(this.#request);
    this.#request = 0;
  }

  readonly #tick = (now: number): void => {
    this.#request = requestAnimationFrame(this.#tick);
    for (const task of [...this.#tasks]) task(now);
  };
}

export const displayClock = new DisplayClock();
