/** Time limit for the request, ms. */
const LIMIT = 5000;

/**
 * Requests a script again that did not load, to find out why. Main thread.
 *
 * @returns what is wrong with the server's answer; undefined if it is JavaScript, or if the page may not request it
 */
export async function scriptProblem(url: string): Promise<string | undefined> {
  try {
    const { ok, status, headers } = await fetch(url, { signal: AbortSignal.timeout(LIMIT) });
    const type = headers.get('content-type') ?? 'no type';
    if (!ok) return `the server answered with status ${status}`;
    return /javascript|ecmascript/i.test(type) ? undefined : `the server sent ${type}, not JavaScript`;
  } catch {
    return undefined;
  }
}
