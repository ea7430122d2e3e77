import { until } from './until.js';

/**
 * Resolves when all contexts are closed. The package closes each context and waits up to a second. If the browser is still
 * opening its device, closing may take longer.
 * @throws Error if a context is still open after 30 s
 */
export function allClosed(contexts: readonly BaseAudioContext[]): Promise<void> {
  return until(() => contexts.every(({ state }) => state === 'closed'), 'The end of all audio contexts', 30);
}
