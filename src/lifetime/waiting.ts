import { listen } from './listen.js';
import { timeout } from './timers.js';

/**
 * Returns the promise's outcome, or rejects with the signal's reason as soon as it aborts. The work behind the promise
 * continues; its owner has to clean up after it.
 */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let unlisten: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    unlisten = listen(signal, 'abort', () => reject(signal.reason as Error));
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    unlisten?.();
  }
}

/**
 * Returns the promise's outcome, or rejects if it takes longer than `limit`.
 *
 * @param limit milliseconds, or Infinity
 * @param onLateResult called with a result that arrives after the limit, to free it
 * @throws Error that names the limit, once it has passed
 */
export async function withTimeout<T>(
  limit: number,
  promise: Promise<T>,
  onLateResult?: (result: T) => void,
): Promise<T> {
  if (limit === Infinity) return promise;
  let cancel: (() => void) | undefined;
  let isLate = false;
  const timedOut = new Promise<never>((_, reject) => {
    cancel = timeout(limit, () => {
      isLate = true;
      reject(new Error(`it was not ready within ${limit} ms`));
    });
  });
  promise.then(
    (result) => isLate && onLateResult?.(result),
    () => undefined, // the race has reported the error, or the limit has passed
  );
  try {
    return await Promise.race([promise, timedOut]);
  } finally {
    cancel?.();
  }
}
