import type { Listener } from '../../src/listener/listener.js';
import type { ListenerEventDetails } from '../../src/listener/listener-events.js';

/**
 * Returns the detail of the next event for which `fits` returns true. Rejects after `seconds`, and at the listener's first
 * error.
 */
export function when<T extends keyof ListenerEventDetails>(
  listener: Listener,
  type: T,
  fits: (detail: ListenerEventDetails[T]) => boolean = () => true,
  seconds = 30,
): Promise<ListenerEventDetails[T]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`No fitting ${type} event within ${String(seconds)} s.`));
    }, seconds * 1000);
    const seen = ({ detail }: CustomEvent<ListenerEventDetails[T]>) => {
      if (!fits(detail)) return;
      clearTimeout(timer);
      listener.removeEventListener(type, seen as EventListener);
      resolve(detail);
    };
    listener.addEventListener(type, seen);
    if (type !== 'error') {
      listener.addEventListener('error', ({ detail }) => {
        clearTimeout(timer);
        reject(detail);
      });
    }
  });
}

/** Returns the error that a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<Error & { code?: string }> {
  try {
    await promise;
  } catch (error) {
    return error as Error & { code?: string };
  }
  throw new Error('The promise was fulfilled.');
}
