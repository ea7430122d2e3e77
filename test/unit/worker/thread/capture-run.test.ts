import { expect } from 'chai';
import { afterEach, beforeEach, describe, it, vi } from 'vitest';
import type { Engine } from '../../../../src/engine/engine.js';
import type { Attachment } from '../../../../src/worker/contract.js';
import { CaptureRun } from '../../../../src/worker/thread/capture-run.js';

const LOST = new Error('The network was disposed of.');

/** An engine whose network is gone. */
const failing = {
  timing: { steps: 0, milliseconds: 0 },
  push: () => Promise.resolve([]),
  flush: () => Promise.reject(LOST),
} as unknown as Engine;

describe('a capture whose network fails while no samples arrive', () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    process.on('unhandledRejection', note);
  });
  afterEach(() => {
    vi.useRealTimers();
    process.off('unhandledRejection', note);
  });

  it('reports the error once, when the capture ends', async () => {
    const { port1, port2 } = new MessageChannel();
    const run = new CaptureRun(
      {
        transport: { kind: 'port', port: port2 },
        attachment: 1,
        sampleRate: 16_000,
        streamStart: 0,
      } as unknown as Attachment,
      {
        engine: failing,
        memory: undefined,
        analysedUntil: undefined,
        report: () => undefined,
        onScores: () => undefined,
        embedding: () => undefined,
        onClipping: () => undefined,
      },
    );
    const ended = run.toEnd().then(
      () => undefined,
      (error: unknown) => error,
    );
    await vi.advanceTimersByTimeAsync(10_000);
    // Node reports an unhandled rejection after all microtasks.
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).to.deep.equal([]);
    run.cutOff();
    expect(await ended).to.equal(LOST);
    port1.close();
  });
});
