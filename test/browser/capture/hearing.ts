import type { CaptureNode } from '../../../src/capture/context/capture-node.js';
import type { ContextHandle } from '../../../src/capture/context/context-handle.js';
import { createTransport } from '../../../src/capture/transport/create-transport.js';
import { openContext } from '../../../src/capture/sources/open-context.js';
import { openReader } from '../../../src/capture/transport/open-reader.js';
import { openSource } from '../../../src/capture/sources/open-source.js';
import type { OpenedSource } from '../../../src/capture/sources/source.js';
import type { Source } from '../../../src/capture/sources/source.js';
import { nextTask } from '../../../src/lifetime/next-task.js';
import { until } from '../until.js';
import { openCapture } from './worklet-scenario.js';

/** A source captured through the real worklet, as a listener does it, but without a network. */
export interface CapturedSource {
  readonly handle: ContextHandle;
  readonly source: OpenedSource;
  readonly capture: CaptureNode;
  /** Resolves when `fits` returns true for all samples so far. */
  until(fits: (samples: number[]) => boolean): Promise<void>;
  /** Stops the capture. Returns all captured samples. */
  finish(): Promise<number[]>;
}

export async function captureSource(from: Source): Promise<CapturedSource> {
  const { signal } = new AbortController();
  const handle = await openContext(from);
  const source = await openSource(handle, from, signal);
  await handle.run({ signal });
  const transport = createTransport('port', handle.sampleRate);
  const capture = await openCapture(handle, transport);
  const reader = openReader(transport.worker.handle);
  const samples: number[] = [];
  const reading = (async () => {
    while (await reader.ready()) {
      for (let block = reader.read(); block; block = reader.read()) samples.push(...block.samples);
    }
  })();
  source.connect(capture.node);
  return {
    handle,
    source,
    capture,
    until: (fits) => until(() => fits(samples), 'The sound'),
    finish: async () => {
      // If the worklet does not answer (closed context), the transport does not report the end either.
      if (!(await capture.close())) reader.dispose();
      await reading;
      reader.dispose();
      source.release();
      await handle.close();
      return samples;
    },
  };
}

/** Whether a promise is still pending after the pending messages and tasks have been handled. */
export async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  return (await Promise.race([promise, nextTask().then(() => pending)])) === pending;
}

export const tone = (sampleRate: number, seconds: number, amplitude = 0.5, hz = 500) =>
  Float32Array.from({ length: Math.round(sampleRate * seconds) }, (_, n) => {
    return amplitude * Math.sin((2 * Math.PI * hz * n) / sampleRate);
  });

/** Returns the highest absolute sample. */
export const peak = (samples: number[]) => samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
