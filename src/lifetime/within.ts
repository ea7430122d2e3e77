/**
 * The promise's result, unless it takes longer than `limit`.
 *
 * @param limit milliseconds, or Infinity
 * @param late is given a result that comes too late, to free it
 * @throws Error that says so when the limit has passed
 */
export async function within<T>(limit: number, promise: Promise<T>, late?: (result: T) => void): Promise<T> {
  if (limit === Infinity) return promise;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLate = false;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isLate = true;
      reject(new Error(`it was not ready within ${limit} ms`));
    }, limit);
  });
  promise.then(
    (result) => isLate && late?.(result),
    () => undefined, // the race has reported it, or nobody waits any more
  );
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
