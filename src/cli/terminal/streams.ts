import type { Readable, Writable } from 'node:stream';

/** The part of a terminal's stream that the command line needs. */
export type Terminal = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** The command line's connections to the outside. */
export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean; readonly fd?: number };
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  /** Returns a signal that aborts when the user or the system interrupts the program. From then on, the program ends itself. */
  readonly interrupted: () => AbortSignal;
}

/** Output streams of a command that reads no standard input. */
export type OutputStreams = Pick<Streams, 'stdout' | 'stderr'>;

/** Writes to a stream. If the reader is slower, waits for it, so that output does not accumulate in memory. */
export async function write(stream: Writable, content: string | Uint8Array): Promise<void> {
  if (content.length > 0 && !stream.write(content)) await new Promise((resolve) => stream.once('drain', resolve));
}
