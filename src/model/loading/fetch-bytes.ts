import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { within } from '../../lifetime/waiting.js';
import { corrupt } from './manifest-reader.js';

export interface FetchBytesOptions {
  /** Maximum file size, bytes. Reading stops at the first chunk that exceeds it. */
  readonly most: number;
  readonly fetchFn: typeof fetch;
  /** Longest time without a byte, ms; 20 s when absent. A slow server that keeps sending stays within it. */
  readonly stalled?: number | undefined;
  /** Longest total time, ms; 10 minutes when absent. It ends a response that would trickle for ever. */
  readonly longest?: number | undefined;
}

/** Default of `stalled`, ms. */
const STALLED = 20_000;
/** Default of `longest`, ms. */
const LONGEST = 600_000;

/**
 * Fetches a file into memory.
 *
 * @returns its bytes, and its address after redirects
 * @throws PinnaError `model-missing` if the server does not answer, answers with an error status, or stops sending;
 *   `model-corrupt` if the file is longer than `most`
 */
export async function fetchBytes(
  url: string,
  { most, fetchFn, stalled = STALLED, longest = LONGEST }: FetchBytesOptions,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; url: string }> {
  const ending = new AbortController();
  const began = performance.now();
  const soon = async <T>(promise: Promise<T>, what: string): Promise<T> => {
    try {
      return await within(Math.min(stalled, Math.max(0, began + longest - performance.now())), promise);
    } catch (cause) {
      throw missing(what, { cause });
    }
  };
  try {
    const response = await soon(fetchFn(url, { signal: ending.signal }), `${url} could not be fetched`);
    if (!response.ok) throw missing(`${url} answered ${response.status} ${response.statusText}`.trimEnd());
    const reader = response.body?.getReader();
    const pieces: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const piece = await soon(
        reader?.read() ?? Promise.resolve({ done: true as const, value: undefined }),
        `The connection broke while fetching ${url}`,
      );
      if (piece.done) return { bytes: joined(pieces, length), url: response.url || url };
      length += piece.value.length;
      if (length > most) throw corrupt(`${url} is longer than the ${most} bytes that it may have`);
      pieces.push(piece.value);
    }
  } finally {
    ending.abort();
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let written = 0;
  for (const piece of pieces) {
    bytes.set(piece, written);
    written += piece.length;
  }
  return bytes;
}

function missing(what: string, options?: ErrorOptions): PinnaError {
  return new PinnaError(
    PinnaErrorCode.ModelMissing,
    `${what}. Check the address of the model and that its server can be reached.`,
    options,
  );
}
