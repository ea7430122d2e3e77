import { createContext } from '@lit/context';
import type { ListenerLike } from './listener-like.js';

/** Provided by `<pinna-listener>`. A symbol from the registry: two copies of the package on one page still meet. */
export const listenerContext = createContext<ListenerLike | undefined>(Symbol.for('pinna-listener'));
