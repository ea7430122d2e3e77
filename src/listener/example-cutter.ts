import { checkExampleLength } from '../teach/examples/example-length.js';
import { FAINT_RISE } from '../teach/examples/trim.js';
import type { ExampleSound, TimeSpan } from '../worker/contract.js';
import { ofEarlierSession } from './taught-errors.js';
import type { TaughtExample } from './taught-state.js';
import type { TeachingHost } from './teaching-host.js';

/** Cuts examples out of live sound, or makes them of recordings, and numbers them. Main thread. */
export class ExampleCutter {
  readonly #host: Pick<TeachingHost, 'request'>;
  #count = 0;
  #session = 0;

  constructor(host: Pick<TeachingHost, 'request'>) {
    this.#host = host;
  }

  /** Number of the listening session. Session time begins again with each. */
  get session(): number {
    return this.#session;
  }

  beginSession(): void {
    this.#session += 1;
  }

  /** Continues to count after the keys of other examples. */
  continueAfter(examples: readonly TaughtExample[]): void {
    this.#count = examples.reduce((most, { key }) => Math.max(most, Number(key)), this.#count);
  }

  /**
   * Returns a new example.
   * @param session the one in which it was asked for; a stretch of an earlier one would be cut at the wrong time
   * @param type whether to cut the sound out of it, or to use it as it is
   * @throws PinnaError `audio-too-long`, `not-kept`; those of the request
   */
  async cut(what: TimeSpan | ExampleSound, session: number, type: 'example' | 'stretch'): Promise<TaughtExample> {
    checkExampleLength('samples' in what ? what.samples.length / what.sampleRate : what.to - what.from);
    if (!('samples' in what) && session !== this.#session) throw ofEarlierSession();
    const heard = await this.#host.request(type, what);
    const quality = heard.clipped ? 'clipped' : heard.rise < FAINT_RISE ? 'faint' : 'clear';
    const span = 'samples' in what || session !== this.#session ? undefined : what;
    return { ...heard, key: `${++this.#count}`, quality, span };
  }
}

/** Returns an example without its place in live sound. */
export const anywhere = <T extends TaughtExample>(example: T): T => ({ ...example, span: undefined });

/**
 * Returns the examples that the model which learnt last can read: those with as many bands as the newest one. Other models read other
 * frames.
 */
export const readableByLast = <T extends TaughtExample>(examples: readonly T[]): readonly T[] =>
  examples.filter(({ bands }) => bands === examples.at(-1)!.bands);
