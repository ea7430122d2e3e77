/** Work that can be interrupted at each `yield`. */
export type Sliced<T> = Generator<undefined, T>;

/** Does sliced work without an interruption. */
export function atOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const slice = work.next();
    if (slice.done) return slice.value;
  }
}

/** Does sliced work. @param pause awaited after each slice */
export async function inSlices<T>(work: Sliced<T>, pause: () => Promise<void>): Promise<T> {
  for (;;) {
    const slice = work.next();
    if (slice.done) return slice.value;
    await pause();
  }
}
