import type { Listener } from '../../listener/listener.js';

/** What the elements need of a Listener: all of its public face, kept by anything that can be shown. */
export type ListenerLike = Pick<Listener, keyof Listener>;
