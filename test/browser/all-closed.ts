/**
 * Resolves when all contexts are closed. The product asks each to close and waits for a second; one whose device the browser
 * is still opening may need more.
 * @throws Error when one is open for another 30 s
 */
export async function allClosed(contexts: readonly BaseAudioContext[]): Promise<void> {
  for (const end = Date.now() + 30_000; contexts.some(({ state }) => state !== 'closed');) {
    if (Date.now() > end) throw new Error('An audio context stays open.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
