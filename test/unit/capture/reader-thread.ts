import type { CaptureBlock, CaptureCounts } from '../../../src/capture/transport/capture-ends.js';
import { openReader } from '../../../src/capture/transport/open-reader.js';
import type { Transport } from '../../../src/capture/transport/transport.js';

/** How the worker reads; all times in milliseconds. */
export interface ReadingHabits {
  /** Stand still (blocked) for `stall` after each `stallEvery` blocks. */
  readonly stall?: number;
  readonly stallEvery?: number;
  /** Run as in a browser without `Atomics.waitAsync`. */
  readonly withoutWaitAsync?: boolean;
}

/** What the worker read until the end of the transport. */
export interface Reading {
  readonly blocks: CaptureBlock[];
  readonly counts: CaptureCounts;
  /** Turns of a 5 ms timer meanwhile: the worker's event loop must stay alive while it waits. */
  readonly ticks: number;
}

interface Order {
  readonly handle: Transport['worker']['handle'];
  readonly habits: ReadingHabits;
}

/** A test file that calls `startReader` is loaded a second time as that worker; there it calls `serveReader` instead. */
export const isReaderThread = typeof document === 'undefined';

/** Worker: reads one transport to its end and reports. */
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
 * Page: a worker that reads this transport. Resolves when it has loaded; its `reading` then resolves when the writer has
 * closed and all is read.
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
