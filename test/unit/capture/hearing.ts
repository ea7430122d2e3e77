import type { CaptureNode } from '../../../src/capture/capture-node';
import type { ContextHandle } from '../../../src/capture/context-handle';
import { createTransport } from '../../../src/capture/create-transport';
import { openContext } from '../../../src/capture/open-context';
import { openReader } from '../../../src/capture/open-reader';
import { openSource, type OpenSource } from '../../../src/capture/open-source';
import type { Source } from '../../../src/capture/source';
import { openCapture } from './worklet-scenario';

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A source on its way through the real worklet, as a listener would lead it, but without a network. */
export interface Hearing {
  readonly handle: ContextHandle;
  readonly source: OpenSource;
  readonly capture: CaptureNode;
  /** Resolves when what was captured so far fits. */
  until(fits: (samples: number[]) => boolean): Promise<void>;
  /** Ends it and gives all samples captured. */
  finish(): Promise<number[]>;
}

export async function hear(from: Source): Promise<Hearing> {
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
    until: async (fits) => {
      while (!fits(samples)) await pause(20);
    },
    finish: async () => {
      // Without an answer (a closed context) no end will come through the transport either.
      if (!(await capture.close())) reader.dispose();
      await reading;
      reader.dispose();
      source.release();
      await handle.close();
      return samples;
    },
  };
}

/** Whether a promise is still pending after a while. */
export async function isPending(promise: Promise<unknown>, milliseconds = 50): Promise<boolean> {
  const late = Symbol('late');
  return (await Promise.race([promise, pause(milliseconds).then(() => late)])) === late;
}

/** PCM16 mono WAV. */
export function wav(samples: Float32Array, sampleRate: number): Blob {
  const view = new DataView(new ArrayBuffer(44));
  const text = (at: number, letters: string) => [...letters].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + 2 * samples.length, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, 2 * sampleRate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  return new Blob([view, Int16Array.from(samples, (x) => x * 32_767)], { type: 'audio/wav' });
}

export const tone = (sampleRate: number, seconds: number, amplitude = 0.5, hz = 500) =>
  Float32Array.from({ length: Math.round(sampleRate * seconds) }, (_, n) => {
    return amplitude * Math.sin((2 * Math.PI * hz * n) / sampleRate);
  });

/** Highest absolute sample. */
export const peak = (samples: number[]) => samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
