import type { Thresholds } from '../decisions/thresholds.js';
import type { HeadManifest } from '../model/manifest.js';
import type { TaughtSet } from '../teach/file/taught-file.js';
import type { TeachingExchanges, TeachingResult, TeachingType } from '../worker/contract.js';

/** What teaching needs of its listener. */
export interface TeachingHost {
  /** Sends a request of teaching to a worker. */
  request<T extends TeachingType>(type: T, input: TeachingExchanges[T]['in']): Promise<TeachingResult<T>>;
  /** Uses taught sounds from the next step on. @param rescores whether to look for them in recent sound, too */
  use(taught: TaughtSet | undefined, rescores: boolean): Promise<void>;
  /** Uses thresholds that override those of the model and of the page. */
  correct(thresholds: Thresholds): void;
  /** Returns the heads of the model; undefined before it has loaded. */
  heads(): readonly Pick<HeadManifest, 'name' | 'classes'>[] | undefined;
  /** Called after each change. */
  changed(): void;
}
