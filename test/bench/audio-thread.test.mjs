import assert from 'node:assert/strict';
import { test } from 'node:test';
import { benchAudioThread } from './audio-thread.mjs';

test('process() takes a twentieth of its quantum at most, as a rule, and allocates nothing', async () => {
  const { medianMicroseconds, budgetMicroseconds, allocatedBytes, sampledBytes, processed } = await benchAudioThread();
  assert.ok(processed > 1e7, 'samples arrive');
  assert.ok(sampledBytes > 1e5, 'the profiler sees what the reader allocates');
  assert.equal(allocatedBytes, 0);
  // The slowest calls depend on other load on the machine; `npm run bench` prints them.
  assert.ok(medianMicroseconds < 0.05 * budgetMicroseconds, `${medianMicroseconds} µs`);
});
