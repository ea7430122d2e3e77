import type { Writable } from 'node:stream';

/** The part of a terminal's stream that the command line needs. */
export type Terminal = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Output streams of the command line; `process` provides them. */
export interface Streams {
  readonly stdout: Writable;
  readonly stderr: Terminal;
}

/** Writes to a stream. If the reader is slower, waits for it, so that output does not accumulate in memory. */
export async function write(stream: Writable, content: string | Uint8Array): Promise<void> {
  if (content.length > 0 && !stream.write(content)) await new Promise((resolve) => stream.once('drain', resolve));
}
