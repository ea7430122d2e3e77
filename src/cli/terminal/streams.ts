import type { Writable } from 'node:stream';

/** What a terminal's stream is, as far as the command line needs it. */
export type Terminal = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Where the command line writes; `process` has them. */
export interface Streams {
  readonly stdout: Writable;
  readonly stderr: Terminal;
}

/** Writes, and waits where the reader is slower, so that hours of scores do not pile up in memory. */
export async function write(stream: Writable, content: string | Uint8Array): Promise<void> {
  if (content.length > 0 && !stream.write(content)) await new Promise((resolve) => stream.once('drain', resolve));
}
