import assert from 'node:assert/strict';
import { test } from 'node:test';
import { benchAudioThread } from './audio-thread.mjs';

test('process() takes a twentieth of its quantum at most, 99 times of 100, and allocates nothing', async () => {
  const { p99Microseconds, budgetMicroseconds, allocatedBytes, sampledBytes, processed } = await benchAudioThread();
  assert.ok(processed > 1e7, 'samples arrive');
  assert.ok(sampledBytes > 1e5, 'the profiler sees what the reader allocates');
  assert.equal(allocatedBytes, 0);
  assert.ok(p99Microseconds < 0.05 * budgetMicroseconds, `${p99Microseconds} µs`);
});
