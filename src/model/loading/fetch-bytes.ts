import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { withTimeout } from '../../lifetime/waiting.js';
import { corrupt } from './manifest-reader.js';
import { joinedBytes } from './joined-bytes.js';

export interface FetchBytesOptions {
  /** Maximum file size, bytes. Reading stops at the first chunk that exceeds it. */
  readonly maxBytes: number;
  readonly fetchFn: typeof fetch;
  /** Longest time without a byte, ms; 20 s when absent. A slow server that keeps sending stays within it. */
  readonly stallTimeout?: number | undefined;
  /** Longest total time, ms; 10 minutes when absent. It ends a response that would trickle for ever. */
  readonly totalTimeout?: number | undefined;
}

/** Default of `stallTimeout`, ms. */
const STALL_TIMEOUT = 20_000;
/** Default of `totalTimeout`, ms. */
const TOTAL_TIMEOUT = 600_000;

/**
 * Fetches a file into memory.
 *
 * @returns its bytes, and its address after redirects
 * @throws PinnaError `model-missing` if the server does not answer, answers with an error status, or stops sending;
 *   `model-corrupt` if the file is longer than `maxBytes`
 */
export async function fetchBytes(
  url: string,
  { maxBytes, fetchFn, stallTimeout = STALL_TIMEOUT, totalTimeout = TOTAL_TIMEOUT }: FetchBytesOptions,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; url: string }> {
  const aborter = new AbortController();
  const began = performance.now();
  const withTimeouts = async <T>(promise: Promise<T>, what: string): Promise<T> => {
    try {
      return await withTimeout(Math.min(stallTimeout, Math.max(0, began + totalTimeout - performance.now())), promise);
    } catch (cause) {
      throw missing(what, { cause });
    }
  };
  try {
    const response = await withTimeouts(fetchFn(url, { signal: aborter.signal }), `${url} could not be fetched`);
    if (!response.ok) throw missing(`${url} answered ${response.status} ${response.statusText}`.trimEnd());
    const reader = response.body?.getReader();
    const pieces: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const piece = await withTimeouts(
        reader?.read() ?? Promise.resolve({ done: true as const, value: undefined }),
        `The connection broke while fetching ${url}`,
      );
      if (piece.done) return { bytes: joinedBytes(pieces), url: response.url || url };
      length += piece.value.length;
      if (length > maxBytes) throw corrupt(`${url} is longer than its maximum of ${maxBytes} bytes`);
      pieces.push(piece.value);
    }
  } finally {
    aborter.abort();
  }
}

function missing(what: string, options?: ErrorOptions): PinnaError {
  return new PinnaError(
    PinnaErrorCode.ModelMissing,
    `${what}. Check the address of the model and that its server can be reached.`,
    options,
  );
}
