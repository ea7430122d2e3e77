import { Scope } from '../lifetime/scope.js';
import { KeptLog } from './kept-log.js';

/** A log that several views of the page use. */
interface Use {
  readonly log: KeptLog;
  readonly scope: Scope;
  users: number;
}

const uses = new Map<string, Use>();

/**
 * Returns the log with a name that this origin stores on the device, and a function that ends its use. All users on a page share
 * it. After the last one, it is written and closed.
 */
export function useLog(name: string): { readonly log: KeptLog; readonly end: () => void } {
  let use = uses.get(name);
  if (!use) uses.set(name, (use = openLog(name)));
  use.users++;
  const { log, scope } = use;
  return {
    log,
    end: () => {
      use.users--;
      // An element that moves ends its use and begins it again in the same task.
      queueMicrotask(() => {
        if (use.users > 0 || uses.get(name) !== use) return;
        uses.delete(name);
        void scope.close();
      });
    },
  };
}

function openLog(name: string): Use {
  const log = new KeptLog({
    // Loaded on demand: a page whose log stays in memory never needs it.
    open: async (onClosed) => (await import('./indexed-log-store.js')).IndexedLogStore.open(name, onClosed),
    channel: `pinna-log:${name}`,
  });
  const scope = new Scope();
  scope.add(() => log.close());
  // A hidden page may be ended at any time, without a further event.
  scope.listen(document, 'visibilitychange', () => document.hidden && void log.write());
  scope.listen(globalThis as unknown as Window, 'pagehide', () => void log.write());
  return { log, scope, users: 0 };
}
