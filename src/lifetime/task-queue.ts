import { nextTask } from './next-task.js';

/** Runs tasks one after another. A failed task does not keep the next one from running. */
export class TaskQueue {
  /** Settles when all tasks so far have ended. */
  #last: Promise<unknown> = Promise.resolve();

  /** Runs a task after all earlier ones. @returns its result; rejects as the task does */
  run<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(task);
    this.#last = turn.catch(() => undefined); // the caller receives the error
    return turn;
  }

  /** Resolves when no task is left, also none that follows from another. */
  async settled(): Promise<void> {
    for (let before: unknown; before !== this.#last;) {
      before = this.#last;
      await before;
      await nextTask();
    }
  }
}
