import type { ListenerLike } from '../listener/listener-controller.js';
import type { Words } from '../words/words.js';

/** What the parts of the place to teach share. */
export interface TeachContext {
  /** Returns the listener that is taught; undefined for none. */
  readonly listener: () => ListenerLike | undefined;
  /** Returns the texts in the language of the page. */
  readonly words: () => Words;
  /** Whether some work has not ended. */
  readonly isBusy: () => boolean;
  /** Does some work, and shows its error. Clears the messages of earlier work. */
  readonly work: (work: () => Promise<void>) => Promise<void>;
  /** Shows a message. */
  readonly say: (message: string) => void;
}
