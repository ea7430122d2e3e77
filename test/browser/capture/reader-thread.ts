import type { CaptureBlock, CaptureCounts } from '../../../src/capture/transport/capture-ends.js';
import { openReader } from '../../../src/capture/transport/open-reader.js';
import type { Transport } from '../../../src/capture/transport/transport.js';

/** Behaviour of the reading worker; all times in ms. */
export interface ReadingHabits {
  /** Blocks for `stall` after each `stallEvery` blocks. */
  readonly stall?: number;
  readonly stallEvery?: number;
  /** Simulates a browser without `Atomics.waitAsync`. */
  readonly withoutWaitAsync?: boolean;
}

/** Everything that the worker read until the end of the transport. */
export interface Reading {
  readonly blocks: CaptureBlock[];
  readonly counts: CaptureCounts;
  /** Ticks of a 5 ms timer during the reading. They show that the worker's event loop keeps running while it waits. */
  readonly ticks: number;
}

interface Order {
  readonly handle: Transport['worker']['handle'];
  readonly habits: ReadingHabits;
}

/**
 * Whether this is the worker thread. A test file that calls `startReader` is loaded again as that worker, where it must call
 * `serveReader` instead.
 */
export const isReaderThread = typeof document === 'undefined';

/** Runs in the worker. Reads one transport to its end and posts the result. */
export function serveReader(): void {
  const page = globalThis as unknown as Pick<MessagePort, 'postMessage' | 'onmessage'>;
  page.onmessage = ({ data }: MessageEvent<Order>) => {
    void readAll(data).then((reading) => page.postMessage(reading));
  };
  page.postMessage('loaded');
}

async function readAll({ handle, habits }: Order): Promise<Reading> {
  if (habits.withoutWaitAsync) Object.defineProperty(Atomics, 'waitAsync', { value: undefined });
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  const reader = openReader(handle);
  const blocks: CaptureBlock[] = [];
  while (await reader.ready()) {
    for (let block = reader.read(); block; block = reader.read()) {
      blocks.push({ samples: block.samples.slice(), position: block.position });
      if (habits.stall && blocks.length % (habits.stallEvery ?? 1) === 0) standStill(habits.stall);
    }
  }
  clearInterval(timer);
  const counts = reader.counts();
  reader.dispose();
  return { blocks, counts, ticks };
}

function standStill(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/**
 * Runs in the page. Starts a worker that reads this transport, and resolves when it has loaded. The returned `reading` resolves
 * when the writer has closed and everything is read.
 */
export async function startReader(
  testFile: string,
  { handle, transfer }: Transport['worker'],
  habits: ReadingHabits = {},
): Promise<{ reading: Promise<Reading> }> {
  const worker = new Worker(testFile, { type: 'module' });
  const next = <T>() =>
    new Promise<T>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<T>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
  await next<'loaded'>();
  worker.postMessage({ handle, habits } satisfies Order, transfer);
  return { reading: next<Reading>().finally(() => worker.terminate()) };
}
