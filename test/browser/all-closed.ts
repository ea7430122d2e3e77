/**
 * Resolves when all contexts are closed. The package closes each context and waits up to a second. If the browser is still
 * opening its device, closing may take longer.
 * @throws Error if a context is still open after 30 s
 */
export async function allClosed(contexts: readonly BaseAudioContext[]): Promise<void> {
  for (const end = Date.now() + 30_000; contexts.some(({ state }) => state !== 'closed');) {
    if (Date.now() > end) throw new Error('An audio context stays open.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
